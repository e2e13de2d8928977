package nl.leergang.notification.mail;

import static nl.leergang.notification.replica.Slot.AMSTERDAM;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.leergang.notification.replica.Slot;
import org.jspecify.annotations.Nullable;

/** When and where a session is, in words. Always in the time of Amsterdam. */
final class Dates {

  private final Texts texts;
  private final DateTimeFormatter day;
  private final DateTimeFormatter hour;

  Dates(Texts texts) {
    this.texts = texts;
    Locale locale = texts.english() ? Locale.UK : Locale.forLanguageTag("nl-NL");
    this.day = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", locale);
    this.hour = DateTimeFormatter.ofPattern(texts.english() ? "HH:mm" : "HH.mm", locale);
  }

  String when(@Nullable Slot slot) {
    if (slot == null) {
      return texts.of("when.open");
    }
    if (slot.startsAt() != null) {
      return timed(slot.startsAt(), slot);
    }
    if (slot.startsOn() == null) {
      return texts.of("when.open");
    }
    return texts.of("when.dateOnly", days(slot.startsOn(), slot.endsOn()));
  }

  /** Its first day, without a time. */
  String firstDay(@Nullable Slot slot) {
    LocalDate first = slot == null ? null : slot.firstDay();
    return first == null ? texts.of("when.open") : day.format(first);
  }

  private String timed(Instant startsAt, Slot slot) {
    ZonedDateTime start = startsAt.atZone(AMSTERDAM);
    String from = day.format(start) + ", " + hour.format(start);
    if (slot.endsAt() == null) {
      LocalDate last = slot.endsOn();
      if (last != null && last.isAfter(start.toLocalDate())) {
        return texts.of(
            slot.overnight() ? "when.untilDayOvernight" : "when.untilDay", from, day.format(last));
      }
      return texts.of("when.openEnd", from);
    }
    ZonedDateTime end = slot.endsAt().atZone(AMSTERDAM);
    if (end.toLocalDate().equals(start.toLocalDate())) {
      return texts.of("when.sameDay", from, hour.format(end));
    }
    return texts.of(
        slot.overnight() ? "when.overnight" : "when.overDays",
        from,
        day.format(end) + ", " + hour.format(end));
  }

  private String days(LocalDate first, @Nullable LocalDate last) {
    if (last == null || !last.isAfter(first)) {
      return day.format(first);
    }
    return texts.of(
        last.equals(first.plusDays(1)) ? "when.twoDays" : "when.days",
        day.format(first),
        day.format(last));
  }

  String where(@Nullable Slot slot) {
    if (slot == null) {
      return texts.of("where.open");
    }
    String venue = slot.venue();
    String city = slot.city();
    if (venue != null && !venue.isBlank()) {
      return city == null || city.isBlank() ? venue : venue + ", " + city;
    }
    return city == null || city.isBlank() ? texts.of("where.open") : city;
  }

  String moment(Instant instant) {
    ZonedDateTime local = instant.atZone(AMSTERDAM);
    return texts.of("when.moment", day.format(local), hour.format(local));
  }
}
