package nl.leergang.localrun.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A program that was started and has said that it is ready. */
public final class RunningProgram implements AutoCloseable {

  /** What a program that stops as usual may take. */
  public static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final Program program;
  private final Duration timeout;
  private volatile GuardedProcess process;

  private RunningProgram(Program program, Duration timeout, GuardedProcess process) {
    this.program = program;
    this.timeout = timeout;
    this.process = process;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @throws IOException with the end of the program's log when it ends or is not ready in time
   */
  public static RunningProgram start(Program program, Duration timeout)
      throws IOException, InterruptedException {
    RunningProgram running =
        new RunningProgram(program, timeout, GuardedProcess.start(program.prepare()));
    running.awaitReady();
    return running;
  }

  public GuardedProcess process() {
    return process;
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM, and SIGKILL after ten seconds. */
  public void stop() {
    stop(STOP_GRACE);
  }

  /** SIGTERM, and SIGKILL when it has not ended in time. */
  public void stop(Duration grace) {
    process.stop(grace);
  }

  /** Starts it again on its old data and waits until it is ready; kills what still runs of it. */
  public void restart() throws IOException, InterruptedException {
    process.kill();
    process = GuardedProcess.start(program.prepare());
    awaitReady();
  }

  /** Starts it again without waiting; {@link #awaitReady} tells when it serves. */
  public void restartWithoutWaiting() throws IOException, InterruptedException {
    process.kill();
    process = GuardedProcess.start(program.prepare());
  }

  /** Waits until the program serves. */
  public void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (!program.ready()) {
      if (!process.isAlive()) {
        throw new IOException(
            "%s ended with status %s while starting:\n%s"
                .formatted(program.name(), process.exitStatus().orElse(-1), tail()));
      }
      if (Instant.now().isAfter(deadline)) {
        process.kill();
        throw new IOException(
            "%s was not ready after %d s:\n%s"
                .formatted(program.name(), timeout.toSeconds(), tail()));
      }
      Thread.sleep(50);
    }
  }

  private String tail() throws IOException {
    Path log = process.log();
    List<String> lines =
        Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1) : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public void close() {
    stop();
  }
}
