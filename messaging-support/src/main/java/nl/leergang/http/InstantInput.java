package nl.leergang.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instant as people send it: with any offset, or without one as the time in Amsterdam. An hour
 * that the clock skips in spring is refused; one that comes twice in autumn is the earlier one.
 * Usable as the type of a field in a request record.
 */
public record InstantInput(Instant instant) {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  /**
   * @throws InvalidInstantException with a message for the reader
   */
  @JsonCreator
  public static InstantInput parse(String text) {
    TemporalAccessor parsed;
    try {
      parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.strip(), OffsetDateTime::from, LocalDateTime::from);
    } catch (DateTimeException e) {
      throw new InvalidInstantException("invalid-time", InvalidInstantException.UNREADABLE, e);
    }
    return parsed instanceof OffsetDateTime withOffset
        ? new InstantInput(withOffset.toInstant())
        : inAmsterdam((LocalDateTime) parsed);
  }

  /** The instant, or null after an error on {@code field} was added. */
  public static @Nullable Instant parse(String field, String text, List<FieldError> errors) {
    try {
      return parse(text).instant();
    } catch (InvalidInstantException e) {
      errors.add(new FieldError(field, e.code(), e.text().forReader()));
      return null;
    }
  }

  private static InstantInput inAmsterdam(LocalDateTime local) {
    var offsets = AMSTERDAM.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new InvalidInstantException("skipped-hour", InvalidInstantException.SKIPPED, null);
    }
    return new InstantInput(local.toInstant(offsets.getFirst()));
  }
}
