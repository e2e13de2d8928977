package nl.leergang.schedule.edition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a session takes place, as far as that is known: nothing, a day, or a start; an end of each
 * kind, or an open one.
 *
 * @param startsOn first day
 * @param endsOn last day; with a start but without an end it says that the session ends some time
 *     that day
 */
public record SessionTimes(
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Moment startsAt,
    @Nullable Moment endsAt) {

  public static final SessionTimes OPEN = new SessionTimes(null, null, null, null);

  public SessionTimes {
    require(startsOn != null || (endsOn == null && startsAt == null), "an end needs a start");
    require(startsAt != null || endsAt == null, "an end time needs a start time");
    require(startsAt == null || startsAt.date().equals(startsOn), "start time and day differ");
    require(endsAt == null || endsAt.date().equals(endsOn), "end time and day differ");
    require(startsOn == null || endsOn == null || !endsOn.isBefore(startsOn), "ends before start");
    require(
        startsAt == null || endsAt == null || endsAt.at().isAfter(startsAt.at()),
        "ends before start");
  }

  public static SessionTimes between(Moment startsAt, Moment endsAt) {
    return new SessionTimes(startsAt.date(), endsAt.date(), startsAt, endsAt);
  }

  /**
   * The times after a move. Without an end time the end is open; a session that lasted into another
   * day still does, by as many nights.
   */
  SessionTimes movedTo(Instant newStart, @Nullable Instant newEnd) {
    Moment start = Moment.of(newStart);
    if (newEnd != null) {
      return between(start, Moment.of(newEnd));
    }
    long nights = nights();
    LocalDate lastDay = nights > 0 ? start.date().plusDays(nights) : null;
    return new SessionTimes(start.date(), lastDay, start, null);
  }

  boolean are(Instant start, @Nullable Instant end) {
    return startsAt != null
        && startsAt.equals(Moment.of(start))
        && (endsAt == null ? end == null : end != null && endsAt.equals(Moment.of(end)));
  }

  /** The first instant of it; null while open. */
  @Nullable Instant begin() {
    if (startsAt != null) {
      return startsAt.at();
    }
    return startsOn == null ? null : startsOn.atStartOfDay(Moment.ZONE).toInstant();
  }

  /** The instant from which it is surely over: its end, else the end of its last known day. */
  @Nullable Instant over() {
    if (endsAt != null) {
      return endsAt.at();
    }
    LocalDate lastDay = endsOn == null ? startsOn : endsOn;
    return lastDay == null ? null : lastDay.plusDays(1).atStartOfDay(Moment.ZONE).toInstant();
  }

  private long nights() {
    return startsOn == null || endsOn == null ? 0 : ChronoUnit.DAYS.between(startsOn, endsOn);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new DateTimeException(otherwise);
    }
  }
}
