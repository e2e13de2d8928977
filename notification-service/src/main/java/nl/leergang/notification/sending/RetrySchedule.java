package nl.leergang.notification.sending;

import java.time.Duration;
import java.util.List;

/** When a mail is tried again. */
final class RetrySchedule {

  private static final List<Duration> DEFERRED =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));

  private static final List<Duration> UNKNOWN =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));

  private static final Duration BROKEN_OFF = Duration.ofSeconds(5);
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  private RetrySchedule() {}

  /** After the server deferred the mail (4xx) for the nth time. */
  static Duration deferred(int attempts) {
    return at(DEFERRED, attempts);
  }

  /** After the outcome of sending it stayed open. */
  static Duration unknown(int resends) {
    return at(UNKNOWN, resends);
  }

  /** After the conversation broke off before the mail was complete. */
  static Duration brokenOff(int attempts) {
    return attempts < 3 ? BROKEN_OFF : at(DEFERRED, attempts);
  }

  /** While something the mail needs is missing: soon at first, it is mostly just on its way. */
  static Duration waiting(int waits) {
    return Duration.ofMillis(
        Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(waits, 10)));
  }

  private static Duration at(List<Duration> schedule, int index) {
    return schedule.get(Math.min(Math.max(index, 0), schedule.size() - 1));
  }
}
