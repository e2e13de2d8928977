package nl.leergang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.leergang.localrun.process.Launch;
import org.junit.jupiter.api.Test;

class GeneratorTest {

  @Test
  void endsWithTheBenchThatIsToldToEnd() throws Exception {
    Process bench =
        new ProcessBuilder(
                Launch.JAVA, "-cp", System.getProperty("java.class.path"), Driving.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = bench.inputReader();
    ProcessHandle generator = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

    bench.destroy();

    assertThat(bench.waitFor(1, TimeUnit.MINUTES)).isTrue();
    generator.onExit().get(1, TimeUnit.MINUTES);
  }

  /** A bench that has just started its generator. */
  static final class Driving {

    private Driving() {}

    public static void main(String[] arguments) throws Exception {
      Generator generator = Generator.start(List.of("sleep", "600"));
      ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
      generator.ended();
    }
  }
}
