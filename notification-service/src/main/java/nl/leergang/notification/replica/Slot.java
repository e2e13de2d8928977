package nl.leergang.notification.replica;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * When and where a session takes place, as far as it is known: what a person has to be told of.
 *
 * @param startsOn the date, in Amsterdam, where no hour is known yet
 * @param overnight whether the participants stay the night
 * @param cancelled whether the session does not take place at all
 */
public record Slot(
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    boolean overnight,
    @Nullable String venue,
    @Nullable String city,
    boolean cancelled) {

  /** Where the days and hours are those of. */
  public static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  /** Whether there is at least a date. */
  public boolean dated() {
    return startsAt != null || startsOn != null;
  }

  /** Whether nothing about its time or place is still to come. */
  public boolean complete() {
    return startsAt != null && endsAt != null && (venue != null || city != null);
  }

  /** The first day in Amsterdam. */
  public @Nullable LocalDate firstDay() {
    return startsAt == null ? startsOn : startsAt.atZone(AMSTERDAM).toLocalDate();
  }

  /** The last day in Amsterdam; null where the end is open or it was never told. */
  public @Nullable LocalDate lastDay() {
    return endsAt == null ? endsOn : endsAt.atZone(AMSTERDAM).toLocalDate();
  }

  /** The first instant of it; null while no date is known. */
  @Nullable Instant begin() {
    if (startsAt != null) {
      return startsAt;
    }
    return startsOn == null ? null : startsOn.atStartOfDay(AMSTERDAM).toInstant();
  }

  /** From when on it is surely over: its end, else the end of its last known day. */
  @Nullable Instant over() {
    if (endsAt != null) {
      return endsAt;
    }
    LocalDate last = endsOn == null ? firstDay() : endsOn;
    return last == null ? null : last.plusDays(1).atStartOfDay(AMSTERDAM).toInstant();
  }

  /** Whether the other says the same of when; nothing told is nothing alike. */
  public boolean hasTimeOf(@Nullable Slot other) {
    return other != null
        && Objects.equals(startsOn, other.startsOn)
        && Objects.equals(endsOn, other.endsOn)
        && Objects.equals(startsAt, other.startsAt)
        && Objects.equals(endsAt, other.endsAt);
  }

  Document toDocument() {
    Document document = new Document();
    put(document, "startsOn", startsOn);
    put(document, "endsOn", endsOn);
    put(document, "startsAt", startsAt);
    put(document, "endsAt", endsAt);
    put(document, "venue", venue);
    put(document, "city", city);
    return document.append("overnight", overnight).append("cancelled", cancelled);
  }

  static Slot from(Document document) {
    return new Slot(
        date(document.getString("startsOn")),
        date(document.getString("endsOn")),
        instant(document.getString("startsAt")),
        instant(document.getString("endsAt")),
        document.getBoolean("overnight", false),
        document.getString("venue"),
        document.getString("city"),
        document.getBoolean("cancelled", false));
  }

  private static void put(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.append(field, value.toString());
    }
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
