package nl.leergang.schedule.edition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A local time in Europe/Amsterdam and the instant it stands for. The local time is what people
 * agreed on; the instant is pinned next to it because one hour a year comes twice. Made by the
 * factories; the constructor is for what was stored, which stays readable when the law moves the
 * clock.
 */
public record Moment(LocalDateTime local, Instant at) {

  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  /**
   * The local time, pinned to the earlier offset where the clock shows it twice.
   *
   * @throws DateTimeException when the clock skips that hour
   */
  public static Moment of(LocalDateTime local) {
    var offsets = ZONE.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new DateTimeException(
          local + " does not exist in Europe/Amsterdam: the clock goes forward then");
    }
    return new Moment(local, local.toInstant(offsets.getFirst()));
  }

  /** The instant as the clock in Amsterdam shows it, in whole seconds. */
  public static Moment of(Instant at) {
    Instant seconds = at.truncatedTo(ChronoUnit.SECONDS);
    return new Moment(LocalDateTime.ofInstant(seconds, ZONE), seconds);
  }

  public LocalDate date() {
    return local.toLocalDate();
  }
}
