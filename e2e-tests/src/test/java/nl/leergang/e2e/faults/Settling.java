package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Waits until no work is left anywhere, and says what it is waiting for. */
final class Settling {

  /** Work that hops from one place to another just then is met by the second look. */
  private static final int LOOKS = 2;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);

  private final Callable<Map<String, Object>> unfinished;
  private final Duration patience;

  Settling(Callable<Map<String, Object>> unfinished, Duration patience) {
    this.unfinished = unfinished;
    this.patience = patience;
  }

  /** What was still not done when patience ended; empty when all is done. */
  Map<String, Object> await() throws Exception {
    long giveUp = System.nanoTime() + patience.toNanos();
    long say = System.nanoTime() + SAY_EVERY.toNanos();
    Map<String, Object> open = Map.of();
    for (int nothing = 0; nothing < LOOKS; ) {
      open = unfinished.call();
      nothing = open.isEmpty() ? nothing + 1 : 0;
      if (System.nanoTime() - say > 0) {
        System.out.println("  waiting for " + (open.isEmpty() ? "a second look" : open));
        say = System.nanoTime() + SAY_EVERY.toNanos();
      }
      if (System.nanoTime() - giveUp > 0) {
        break;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    return open;
  }
}
