package nl.leergang.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step until it is stopped. A step that fails is repeated after a growing pause; the log
 * says when it begins to fail and when it works again, not every time between.
 */
public final class BackgroundLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** One round of work; returns how long to rest before the next. */
  @FunctionalInterface
  public interface Step {
    Duration run() throws Exception;
  }

  private final String name;
  private final Step step;
  private volatile boolean running = true;
  private @Nullable Thread thread;

  private BackgroundLoop(String name, Step step) {
    this.name = name;
    this.step = step;
  }

  public static BackgroundLoop start(String name, Step step) {
    BackgroundLoop loop = new BackgroundLoop(name, step);
    loop.thread = Thread.ofPlatform().daemon().name(name).start(loop::repeat);
    return loop;
  }

  /** Lets the next round begin now. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  private void repeat() {
    Duration pause = FIRST_PAUSE;
    boolean failing = false;
    while (running) {
      try {
        Duration rest = step.run();
        if (failing) {
          log.info("{} works again", name);
          failing = false;
        }
        pause = FIRST_PAUSE;
        rest(rest);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Throwable e) { // an Error, too, is not to end the loop unseen
        if (!running) {
          return;
        }
        if (!failing) {
          log.warn("{} fails and is tried again: {}", name, e.toString());
          failing = true;
        }
        log.debug("{} failed", name, e);
        rest(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private void rest(Duration rest) {
    if (running && rest.isPositive()) {
      LockSupport.parkNanos(this, rest.toNanos());
    }
  }

  @Override
  public void close() {
    running = false;
    Thread started = thread;
    if (started != null) {
      started.interrupt();
      try {
        started.join(Duration.ofSeconds(6));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
