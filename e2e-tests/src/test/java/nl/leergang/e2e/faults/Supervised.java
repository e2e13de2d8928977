package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import nl.leergang.e2e.faults.agent.Trigger;
import nl.leergang.localrun.Product.Instance;

/** One process under the rig's supervision. */
final class Supervised {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
  private static final int STARTS = 3;

  private final String name;
  private final Instance instance;
  private final boolean mayLeaveMailUncertain;
  private final BiConsumer<String, String> journal;
  private int faults;
  private boolean wanted = true;
  private boolean paused;
  private long upAt = Long.MAX_VALUE;
  private long goesOnAt = Long.MAX_VALUE;
  private long endIsNoSurpriseUntil = System.nanoTime();
  private int endedByItself;
  private volatile long hooked;

  /**
   * @param mayLeaveMailUncertain whether a mail can be at the mail server without the ledger's
   *     knowing, once this has died
   * @param journal told kind and detail of whatever happens
   */
  Supervised(
      String name,
      Instance instance,
      boolean mayLeaveMailUncertain,
      BiConsumer<String, String> journal) {
    this.name = name;
    this.instance = instance;
    this.mayLeaveMailUncertain = mayLeaveMailUncertain;
    this.journal = journal;
  }

  String name() {
    return name;
  }

  Instance instance() {
    return instance;
  }

  Path log() {
    return instance.log();
  }

  /** SIGKILL, whatever it is doing, also while it starts; it stays down until it is started. */
  synchronized void kill() {
    wanted = false;
    paused = false;
    upAt = Long.MAX_VALUE;
    goesOnAt = Long.MAX_VALUE;
    faults++;
    journal.accept("SIGKILL " + name, "");
    instance.kill();
  }

  /** SIGKILL, and it is started again after this time. */
  synchronized void kill(Duration down) {
    kill();
    upAt = System.nanoTime() + down.toNanos();
  }

  /** Does not wait until it is ready: that may be where the next fault hits it. */
  synchronized void start() throws IOException, InterruptedException {
    if (!instance.process().isAlive()) {
      instance.restartWithoutWaiting();
    }
    upAt = Long.MAX_VALUE;
    wanted = true;
  }

  synchronized void pause() throws IOException, InterruptedException {
    faults++;
    paused = true;
    journal.accept("SIGSTOP " + name, "");
    instance.process().pause();
  }

  /** SIGSTOP, and SIGCONT after this time. */
  synchronized void pause(Duration hold) throws IOException, InterruptedException {
    pause();
    goesOnAt = System.nanoTime() + hold.toNanos();
  }

  synchronized void resume() throws IOException, InterruptedException {
    goesOnAt = Long.MAX_VALUE;
    paused = false;
    journal.accept("SIGCONT " + name, "");
    instance.process().resume();
  }

  synchronized boolean isPaused() {
    return paused;
  }

  /** Killed, and not started again yet. */
  synchronized boolean isDown() {
    return !wanted;
  }

  /** Does what is due, and starts again what ended by itself. Called again and again. */
  synchronized void tend() throws InterruptedException {
    long now = System.nanoTime();
    try {
      if (goesOnAt != Long.MAX_VALUE && now - goesOnAt > 0) {
        resume();
      }
      if (wanted && !instance.process().isAlive()) {
        wanted = false;
        if (now - endIsNoSurpriseUntil > 0) {
          endedByItself++;
        }
        journal.accept(
            "ended by itself: " + name,
            "status " + instance.process().exitStatus().map(String::valueOf).orElse("unknown"));
        upAt = now;
      }
      if (upAt != Long.MAX_VALUE && now - upAt >= 0) {
        start();
      }
    } catch (IOException e) {
      journal.accept("not started: " + name, String.valueOf(e.getMessage()));
      upAt = now + TRY_AGAIN.toNanos();
    }
  }

  void awaitReady() throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      try {
        start();
        instance.awaitReady();
        return;
      } catch (IOException e) {
        journal.accept("not ready: " + name, String.valueOf(e.getMessage()));
        if (i == STARTS) {
          throw e;
        }
      }
    }
  }

  /** From now on until it is started again, its end is no surprise. */
  synchronized void mayEnd() {
    wanted = false;
    faults++;
  }

  /** What hit it is over, but it may need this long to die of it. */
  synchronized void mayStillEnd(Duration dying) {
    endIsNoSurpriseUntil = System.nanoTime() + dying.toNanos();
  }

  /** Whether it has ended, within a minute. */
  boolean awaitEnd() throws InterruptedException {
    try {
      instance.process().onExit().get(60, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it does what is armed there; once for each start. */
  void hook(Trigger armed) throws IOException {
    long pid = instance.process().pid();
    if (hooked != pid) {
      armed.hook(pid, name.replaceAll("-.*", "").toUpperCase(Locale.ROOT));
      hooked = pid;
    }
  }

  /** How it is, where that is not as usual. */
  synchronized Optional<String> trouble() {
    return paused
        ? Optional.of(name + " stands still")
        : wanted ? Optional.empty() : Optional.of(name + " is down");
  }

  synchronized int endedByItself() {
    return endedByItself;
  }

  /** How many faults could hide what became of a mail. */
  synchronized int faultsThatHideMail() {
    return mayLeaveMailUncertain ? faults : 0;
  }
}
