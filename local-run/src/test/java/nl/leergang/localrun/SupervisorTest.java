package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private @Nullable Supervisor supervisor;

  @AfterEach
  void stop() {
    if (supervisor != null) {
      supervisor.stop();
    }
  }

  @Test
  void startsAPartWhenTheOnesBeforeItAreReady() throws Exception {
    Supervisor supervisor =
        supervise(
            part("second", "echo second >> $ORDER; sleep 100", Set.of("first"), 0),
            part("first", "echo first >> $ORDER; sleep 100", Set.of(), 1));
    supervisor.awaitReady();
    await().until(() -> lines().size() == 2);
    assertThat(lines()).containsExactly("first", "second");
  }

  @Test
  void stopsInOrder() throws Exception {
    String trap = "trap 'echo $NAME >> $ORDER; exit 0' TERM; sleep 100 & wait";
    Supervisor supervisor =
        supervise(part("server", trap, Set.of(), 2), part("web", trap, Set.of(), 0));
    supervisor.awaitReady();
    supervisor.stop();
    assertThat(lines()).containsExactly("web", "server");
  }

  @Test
  void startsAgainWhatEnds() throws Exception {
    Supervisor supervisor =
        supervise(part("worker", "echo run >> $ORDER; sleep 0.3; exit 7", Set.of(), 0));
    supervisor.awaitReady();
    await().atMost(Duration.ofSeconds(10)).until(() -> lines().size() >= 2);
    assertThat(screen()).contains("ended (status 7); it is started again in 1 s");
  }

  @Test
  void givesUpOnAPartThatCannotStart() {
    AtomicInteger starts = new AtomicInteger();
    Supervisor supervisor =
        supervise(
            new Part(
                new Program() {
                  @Override
                  public String name() {
                    return "broken";
                  }

                  @Override
                  public Launch prepare() {
                    starts.incrementAndGet();
                    return launch("broken", "echo this is why; exit 3");
                  }

                  @Override
                  public boolean ready() {
                    return false;
                  }
                },
                List.of(),
                Set.of(),
                0,
                Optional.empty()));
    assertThatThrownBy(() -> supervisor.awaitReady())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("ended 3 times while starting (last: status 3)")
        .hasMessageContaining("this is why");
    assertThat(starts).hasValue(3);
  }

  private Supervisor supervise(Part... parts) {
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    Supervisor started = new Supervisor(List.of(parts), folder.resolve("run"), new Screen(out));
    supervisor = started;
    started.start();
    return started;
  }

  private Part part(String name, String script, Set<String> after, int stopOrder) {
    Program program =
        new Program() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public Launch prepare() {
            return launch(name, script);
          }

          @Override
          public boolean ready() {
            return Files.exists(folder.resolve(name + ".log"));
          }
        };
    return new Part(program, List.of(), after, stopOrder, Optional.empty());
  }

  private Launch launch(String name, String script) {
    return new Launch(
        name,
        List.of("/bin/sh", "-c", script),
        Map.of("ORDER", folder.resolve("order").toString(), "NAME", name),
        folder.resolve(name + ".log"),
        Duration.ZERO);
  }

  private List<String> lines() throws IOException {
    Path order = folder.resolve("order");
    return Files.exists(order) ? Files.readAllLines(order) : List.of();
  }

  private String screen() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
