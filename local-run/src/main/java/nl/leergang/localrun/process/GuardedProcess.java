package nl.leergang.localrun.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that dies with this JVM, also when the JVM is killed with SIGKILL.
 *
 * <p>Between the JVM and the program stands a small shell that reads a pipe from the JVM. The
 * kernel closes that pipe however the JVM ends, and the shell then stops the program. The shell has
 * a session of its own, so that Ctrl-C in the terminal reaches the JVM only, which stops its
 * children in order.
 */
public final class GuardedProcess {

  // POSIX sh. $1 = file for the program's pid, $2 = seconds of grace for an orphan, rest = command.
  private static final String GUARD =
      """
      pidfile=$1; grace=$2; shift 2
      trap '' HUP INT QUIT
      exec 3<&0 </dev/null
      "$@" 3<&- &
      child=$!
      trap 'kill -TERM "$child" 2>/dev/null' TERM
      echo "$child" >"$pidfile"
      (
        trap - TERM
        exec >/dev/null 2>&1
        read -r _ <&3
        kill -TERM "$child"
        while [ "$grace" -gt 0 ] && kill -0 "$child"; do sleep 1; grace=$((grace - 1)); done
        kill -KILL "$child"
      ) &
      watcher=$!
      exec 3<&-
      while :; do
        wait "$child"
        status=$?
        kill -0 "$child" 2>/dev/null || break
      done
      kill -KILL "$watcher" 2>/dev/null
      exit "$status"
      """;

  // macOS has no setsid(1); perl is part of it.
  private static final String OWN_SESSION =
      """
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      if command -v perl >/dev/null 2>&1; then exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' "$@"; fi
      exec "$@"
      """;

  private final Launch launch;
  private final Process guard;
  private final ProcessHandle program;
  private final Thread pump;

  private GuardedProcess(Launch launch, Process guard, ProcessHandle program, Thread pump) {
    this.launch = launch;
    this.guard = guard;
    this.program = program;
    this.pump = pump;
  }

  /** Starts the program. Returns as soon as it has a process id, not when it is ready. */
  public static GuardedProcess start(Launch launch) throws IOException {
    Path pidFile = Files.createTempFile("leergang-", ".pid");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", OWN_SESSION, "leergang-guard"));
    command.addAll(List.of("/bin/sh", "-c", GUARD, "leergang-guard", pidFile.toString()));
    command.add(Long.toString(launch.orphanGrace().toSeconds()));
    command.addAll(launch.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    RotatingLog log = new RotatingLog(launch.log(), RotatingLog.LIMIT);
    Process guard = builder.start();
    // A virtual thread that waits for a pipe keeps its carrier, and the scheduler does not always
    // add another: quiet programs could leave none for the rest of this JVM.
    Thread pump =
        Thread.ofPlatform()
            .daemon()
            .name(launch.name() + "-log")
            .start(() -> copy(guard.getInputStream(), log));
    try {
      ProcessHandle program = programOf(guard, pidFile);
      return new GuardedProcess(launch, guard, program, pump);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      guard.destroy();
      throw new IOException("Interrupted while starting " + launch.name(), e);
    } finally {
      Files.deleteIfExists(pidFile);
    }
  }

  private static ProcessHandle programOf(Process guard, Path pidFile)
      throws IOException, InterruptedException {
    Instant giveUp = Instant.now().plusSeconds(20);
    while (Instant.now().isBefore(giveUp)) {
      String written = Files.readString(pidFile, StandardCharsets.US_ASCII);
      if (written.endsWith("\n")) {
        // A program that has already ended leaves no handle; the guard then stands for it.
        return ProcessHandle.of(Long.parseLong(written.strip())).orElse(guard.toHandle());
      }
      if (!guard.isAlive()) {
        break;
      }
      Thread.sleep(5);
    }
    guard.destroyForcibly();
    throw new IOException("The shell that watches over the program did not start");
  }

  private static void copy(InputStream in, RotatingLog log) {
    byte[] buffer = new byte[8192];
    try (in;
        log) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        log.append(buffer, n);
      }
    } catch (IOException e) {
      // The pipe breaks when the child is killed while it writes: nothing is left to copy.
      return;
    }
  }

  public String name() {
    return launch.name();
  }

  /** Where its output goes. */
  public Path log() {
    return launch.log();
  }

  /** The program's own process id, not the guard's. */
  public long pid() {
    return program.pid();
  }

  /** The guard and the program: what must be gone when this process has ended. */
  public List<ProcessHandle> handles() {
    return List.of(guard.toHandle(), program);
  }

  public boolean isAlive() {
    return guard.isAlive() && program.isAlive();
  }

  /** Completes with the exit status once the program has ended for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return guard
        .onExit()
        .thenApply(ended -> {
          // A guard that was killed itself leaves the program without anyone who waits for it.
          program.destroyForcibly();
          return ended.exitValue();
        });
  }

  /** Asks the program to stop (SIGTERM) and kills it when it has not ended in time. */
  public void stop(Duration grace) {
    program.destroy();
    if (!ended(grace)) {
      kill();
    }
  }

  /** Kills the program (SIGKILL) and waits until it is gone. */
  public void kill() {
    program.destroyForcibly();
    if (!ended(Duration.ofSeconds(20))) {
      guard.destroyForcibly();
    }
  }

  /** SIGSTOP: the program stays but does nothing. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** The exit status, if the program has ended. */
  public Optional<Integer> exitStatus() {
    return guard.isAlive() ? Optional.empty() : Optional.of(guard.exitValue());
  }

  private boolean ended(Duration within) {
    try {
      guard.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      pump.join(Duration.ofSeconds(1));
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
