package nl.leergang.localrun;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nl.leergang.localrun.process.GuardedProcess;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parts running: starts each when those before it are ready, starts one that ends again,
 * waiting longer each time, and stops all in order.
 */
final class Supervisor {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final int TRIES_AT_START = 3;
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  private final Map<String, Watch> watches = new LinkedHashMap<>();
  private final Path runFolder;
  private final Screen screen;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  Supervisor(List<Part> parts, Path runFolder, Screen screen) {
    this.runFolder = runFolder;
    this.screen = screen;
    parts.forEach(part -> watches.put(part.name(), new Watch(part)));
  }

  void start() {
    watches.values().forEach(watch -> watch.thread.start());
  }

  /**
   * Waits until every part has been ready once.
   *
   * @throws SetupException when one cannot be started
   */
  void awaitReady() throws SetupException, InterruptedException {
    for (Watch watch : watches.values()) {
      try {
        watch.readyOnce.get();
      } catch (ExecutionException e) {
        throw new SetupException(rootMessage(e), e);
      }
    }
  }

  private static String rootMessage(ExecutionException failure) {
    @Nullable Throwable cause = failure.getCause();
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause(); // of the part that this one waited for
    }
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  /** Stops everything, the ones that others need last. */
  void stop() {
    stopRequested.countDown();
    Map<Integer, List<Watch>> groups =
        watches.values().stream()
            .collect(
                Collectors.groupingBy(
                    watch -> watch.part.stopOrder(), TreeMap::new, Collectors.toList()));
    groups.values().forEach(Supervisor::stopTogether);
  }

  private static void stopTogether(List<Watch> group) {
    List<Thread> stopping = new ArrayList<>();
    for (Watch watch : group) {
      stopping.add(Thread.ofVirtual().start(watch::stop));
    }
    for (Thread thread : stopping) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean stopping() {
    return stopRequested.getCount() == 0;
  }

  /** Returns early when the product is to stop. */
  private void pause(Duration duration) throws InterruptedException {
    boolean stopped = stopRequested.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    if (stopped) {
      throw new InterruptedException("stopping");
    }
  }

  /** One part and the thread that looks after it. */
  private final class Watch {

    private final Part part;
    private final CompletableFuture<Void> readyOnce = new CompletableFuture<>();
    private final Thread thread;
    private @Nullable GuardedProcess process;

    Watch(Part part) {
      this.part = part;
      this.thread = Thread.ofVirtual().name("watch-" + part.name()).unstarted(this::look);
    }

    private void look() {
      try {
        for (String name : part.after()) {
          Watch needed = watches.get(name);
          if (needed != null) {
            needed.readyOnce.get();
          }
        }
        keepRunning();
      } catch (ExecutionException | IOException e) {
        readyOnce.completeExceptionally(e);
      } catch (InterruptedException e) {
        readyOnce.completeExceptionally(e);
        Thread.currentThread().interrupt();
      }
    }

    private void keepRunning() throws IOException, InterruptedException {
      Duration wait = FIRST_WAIT;
      for (int attempt = 1; !stopping(); attempt++) {
        Instant startedAt = Instant.now();
        String end = runOnce(attempt);
        if (stopping()) {
          return;
        }
        if (Duration.between(startedAt, Instant.now()).compareTo(STEADY) > 0) {
          wait = FIRST_WAIT;
        }
        screen.progress(part.name(), end + "; it is started again in " + wait.toSeconds() + " s");
        pause(wait);
        wait = wait.multipliedBy(2);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
          wait = LONGEST_WAIT;
        }
      }
    }

    /** Returns how it ended; throws only while the product is starting and this part cannot. */
    private String runOnce(int attempt) throws IOException, InterruptedException {
      GuardedProcess running;
      try {
        running = launch();
      } catch (IOException e) {
        if (readyOnce.isDone()) {
          return "cannot be started (" + e.getMessage() + ")";
        }
        throw e;
      }
      if (running == null) {
        return "was not started";
      }
      awaitReady(running);
      int status = running.onExit().join();
      if (!stopping() && !readyOnce.isDone() && attempt >= TRIES_AT_START) {
        throw new IOException(
            "%s ended %d times while starting (last: %s). The end of its log, %s:%n%n%s"
                .formatted(
                    part.name(),
                    attempt,
                    meaning(status),
                    running.log(),
                    LogTail.of(running.log(), 15)));
      }
      return "ended (" + meaning(status) + ")";
    }

    /** Null when the product has been told to stop meanwhile. */
    private @Nullable GuardedProcess launch() throws IOException, InterruptedException {
      var launch = part.program().prepare();
      synchronized (this) {
        if (stopping()) {
          return null;
        }
        GuardedProcess started = GuardedProcess.start(launch);
        process = started;
        new RunRecord(
                part.name(),
                started.handles().reversed().stream().map(ProcessIdentity::of).toList(),
                part.ports().stream()
                    .map(port -> Integer.toString(port.number()))
                    .collect(Collectors.joining(", ")),
                part.health().map(Object::toString).orElse(""),
                Instant.now())
            .write(runFolder);
        return started;
      }
    }

    private void awaitReady(GuardedProcess running) throws InterruptedException {
      Instant startedAt = Instant.now();
      while (running.isAlive()) {
        if (part.program().ready()) {
          Duration took = Duration.between(startedAt, Instant.now());
          screen.progress(part.name(), "up after " + Screen.seconds(took));
          readyOnce.complete(null);
          return;
        }
        pause(Duration.ofMillis(100));
      }
    }

    private void stop() {
      GuardedProcess running;
      synchronized (this) {
        running = process;
      }
      if (running != null && running.isAlive()) {
        running.stop(STOP_GRACE);
        screen.progress(part.name(), "stopped");
      }
      try {
        RunRecord.remove(runFolder, part.name());
      } catch (IOException e) {
        screen.progress(part.name(), "left its record behind: " + e.getMessage());
      }
    }

    private static String meaning(int status) {
      return status > 128 ? "signal " + (status - 128) : "status " + status;
    }
  }
}
