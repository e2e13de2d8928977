package nl.leergang.notification.sending;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds the whole queue while the mail server lets nobody in, so that no mail pays for it. */
@Component
class QueueGate {

  private static final Logger log = LoggerFactory.getLogger(QueueGate.class);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST_AWAY = Duration.ofSeconds(15);
  private static final Duration LONGEST_REFUSED = Duration.ofMinutes(1);

  private long closedUntil = System.nanoTime();
  private int failures;
  private @Nullable String reason;

  /** The server cannot be reached. */
  synchronized Duration away(String why) {
    return close(why, LONGEST_AWAY);
  }

  /** The server refuses our login or our sender's address: somebody has to change a setting. */
  synchronized Duration refused(String why) {
    return close(why, LONGEST_REFUSED);
  }

  private Duration close(String why, Duration longest) {
    if (isOpen()) {
      long pause = Math.min(longest.toNanos(), FIRST.toNanos() << Math.min(failures, 20));
      failures++;
      closedUntil = System.nanoTime() + pause;
      if (!why.equals(reason)) {
        log.warn("mail is held back: {}", why);
        reason = why;
      }
    }
    return untilOpen();
  }

  /** The server took part in a conversation. */
  synchronized void works() {
    if (reason != null) {
      log.info("mail flows again");
      reason = null;
    }
    failures = 0;
    closedUntil = System.nanoTime();
  }

  synchronized boolean isOpen() {
    return System.nanoTime() - closedUntil >= 0;
  }

  synchronized Duration untilOpen() {
    return Duration.ofNanos(Math.max(0, closedUntil - System.nanoTime()));
  }

  /** Whether mail is held back, for whoever watches. */
  synchronized boolean heldBack() {
    return reason != null;
  }
}
