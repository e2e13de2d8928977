package nl.leergang.localrun.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {

  @TempDir Path folder;

  @Test
  void reportsTheProgramsOwnStatusAndOutput() throws Exception {
    GuardedProcess process = start("echo out; echo err >&2; exit 5");
    assertThat(process.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(5);
    await().untilAsserted(() -> assertThat(process.log()).hasContent("out\nerr"));
  }

  @Test
  void stopsTheProgramOnRequest() throws Exception {
    GuardedProcess process = start("trap 'echo bye; exit 0' TERM; echo on; sleep 100 & wait");
    await().untilAsserted(() -> assertThat(process.log()).content().contains("on"));
    process.stop(Duration.ofSeconds(10));
    assertThat(process.exitStatus()).contains(0);
    assertThat(process.log()).content().contains("bye");
    assertThat(process.handles()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void killsAProgramThatDoesNotListen() throws Exception {
    GuardedProcess process = start("trap '' TERM; echo on; while :; do sleep 1; done");
    await().untilAsserted(() -> assertThat(process.log()).content().contains("on"));
    process.stop(Duration.ofMillis(200));
    assertThat(process.exitStatus()).contains(137);
    assertThat(process.handles()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void killsTheProgramWhenItsGuardIsKilled() throws Exception {
    GuardedProcess process = start("exec sleep 100");
    ProcessHandle program = ProcessHandle.of(process.pid()).orElseThrow();
    process.handles().getFirst().destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
    await().until(() -> !program.isAlive());
  }

  /** A virtual one would keep its carrier while the program says nothing. */
  @Test
  void readsTheLogInAPlatformThread() throws Exception {
    GuardedProcess process = start("exec sleep 100");
    // Virtual threads are not among these.
    assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains("it-log");
    process.stop(Duration.ofSeconds(5));
  }

  @Test
  void endsWithAJvmThatIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Parent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String pid;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      pid = out.readLine();
    }
    ProcessHandle program = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    Optional<ProcessHandle> guard = program.parent();
    assertThat(program.isAlive()).isTrue();

    jvm.destroyForcibly().waitFor();

    await("the program ends with its JVM")
        .atMost(Duration.ofSeconds(10))
        .until(() -> !program.isAlive() && guard.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void keepsItsLogBounded() throws Exception {
    Path file = folder.resolve("bounded.log");
    byte[] line = "0123456789\n".getBytes(StandardCharsets.US_ASCII);
    try (RotatingLog log = new RotatingLog(file, 100)) {
      for (int i = 0; i < 50; i++) {
        log.append(line, line.length);
      }
    }
    assertThat(Files.size(file)).isLessThanOrEqualTo(100);
    assertThat(Files.size(RotatingLog.previous(file))).isLessThanOrEqualTo(100);
  }

  private GuardedProcess start(String script) throws Exception {
    return GuardedProcess.start(launch(folder, script));
  }

  private static Launch launch(Path folder, String script) {
    return new Launch(
        "it",
        List.of("/bin/sh", "-c", script),
        Map.of(),
        folder.resolve("it.log"),
        Duration.ofSeconds(1));
  }

  /** A JVM that is to be killed. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      System.out.println(
          GuardedProcess.start(launch(Path.of(args[0]), "trap '' TERM; while :; do sleep 1; done"))
              .pid());
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
