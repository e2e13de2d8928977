package nl.leergang.portal.staff.console;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.leergang.portal.catalogue.Session;
import nl.leergang.portal.service.Problem.FieldError;
import nl.leergang.portal.site.Dates;
import org.jspecify.annotations.Nullable;

/**
 * A session's new time and place as typed in Amsterdam's clock time, read as far as it can be.
 *
 * @param errors what cannot be read or cannot be, by field; empty where it can be proposed
 */
record SessionChange(
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    Session.@Nullable Location location,
    List<FieldError> errors) {

  static final List<String> SHOWN =
      List.of(
          "startDate", "startTime", "endDate", "endTime", "locationName", "locationCity", "reason");
  static final List<String> FIELDS =
      Stream.concat(SHOWN.stream(), Stream.of("expectedSequence")).toList();

  private static final int LONGEST_REASON = 500;

  /** Finds everything that is wrong at once; each error's message is still a key. */
  static SessionChange read(Map<String, String> typed, Clock clock) {
    List<FieldError> errors = new ArrayList<>();
    LocalDate startDate = date(typed, "startDate", "move.error.start-date", true, errors);
    LocalTime startTime = time(typed, "startTime", "move.error.start-time", errors);
    Instant starts = instant(startDate, startTime, "startTime", errors);
    if (starts != null && starts.isBefore(clock.instant())) {
      errors.add(error("startDate", "move.error.past"));
    }
    Instant ends = null;
    if (!text(typed, "endDate").isEmpty() || !text(typed, "endTime").isEmpty()) {
      LocalDate endDate =
          text(typed, "endDate").isEmpty()
              ? startDate
              : date(typed, "endDate", "move.error.end-date", true, errors);
      LocalTime endTime = time(typed, "endTime", "move.error.end-time", errors);
      ends = instant(endDate, endTime, "endTime", errors);
      if (starts != null && ends != null && !ends.isAfter(starts)) {
        errors.add(error("endDate", "move.error.order"));
      }
    }
    if (text(typed, "locationCity").isEmpty() && !text(typed, "locationName").isEmpty()) {
      errors.add(error("locationCity", "move.error.city"));
    }
    if (text(typed, "reason").length() > LONGEST_REASON) {
      errors.add(error("reason", "move.error.too-long"));
    }
    return new SessionChange(starts, ends, location(typed), errors);
  }

  /** The form for a session as it is planned now. */
  static Map<String, String> present(Session session) {
    Map<String, String> values = new LinkedHashMap<>();
    LocalDate day = session.firstDay();
    values.put("startDate", day == null ? "" : day.toString());
    values.put("startTime", clockTime(session.startsAt()));
    values.put("endDate", session.endsAt() == null ? "" : String.valueOf(session.lastDay()));
    values.put("endTime", clockTime(session.endsAt()));
    Session.Location place = session.location();
    values.put("locationName", place == null || place.name() == null ? "" : place.name());
    values.put("locationCity", place == null || place.city() == null ? "" : place.city());
    values.put("reason", "");
    values.put("expectedSequence", Long.toString(session.sequence()));
    return values;
  }

  /** What schedule-service is asked for. */
  Map<String, Object> body(Map<String, String> typed) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("startsAt", String.valueOf(startsAt));
    if (endsAt != null) {
      body.put("endsAt", endsAt.toString());
    }
    if (location != null) {
      Map<String, Object> place = new LinkedHashMap<>();
      if (location.name() != null) {
        place.put("name", location.name());
      }
      if (location.city() != null) {
        place.put("city", location.city());
      }
      body.put("location", place);
    }
    if (!text(typed, "reason").isEmpty()) {
      body.put("reason", text(typed, "reason"));
    }
    if (text(typed, "expectedSequence").matches("[0-9]{1,18}")) {
      body.put("expectedSequence", Long.parseLong(text(typed, "expectedSequence")));
    }
    return body;
  }

  /** The session as it will be. */
  Session applied(Session now) {
    return new Session(
        now.id(),
        now.number(),
        now.title(),
        null,
        lastDay(now),
        startsAt,
        endsAt,
        now.overnight(),
        location == null ? now.location() : location,
        now.speakers(),
        null,
        null,
        null,
        now.sequence(),
        now.status());
  }

  /** Without a new end the session keeps its number of nights, as schedule-service has it. */
  private @Nullable LocalDate lastDay(Session now) {
    LocalDate first = now.firstDay();
    LocalDate last = now.lastDay();
    if (endsAt != null || startsAt == null || first == null || last == null) {
      return endsAt == null ? null : Dates.date(endsAt);
    }
    return Dates.date(startsAt).plusDays(ChronoUnit.DAYS.between(first, last));
  }

  boolean changesNothing(Session now) {
    Session then = applied(now);
    return Objects.equals(now.startsAt(), startsAt)
        && Objects.equals(now.endsAt(), endsAt)
        && Objects.equals(now.place(), then.place());
  }

  private static Session.@Nullable Location location(Map<String, String> typed) {
    String name = text(typed, "locationName");
    String city = text(typed, "locationCity");
    return name.isEmpty() && city.isEmpty()
        ? null
        : new Session.Location(name.isEmpty() ? null : name, city.isEmpty() ? null : city);
  }

  private static @Nullable Instant instant(
      @Nullable LocalDate date, @Nullable LocalTime time, String field, List<FieldError> errors) {
    if (date == null || time == null) {
      return null;
    }
    LocalDateTime local = date.atTime(time);
    if (Dates.ZONE.getRules().getValidOffsets(local).isEmpty()) {
      errors.add(error(field, "move.error.gap"));
      return null;
    }
    // An hour that comes twice is the earlier one, as the services read it.
    return local.atZone(Dates.ZONE).toInstant();
  }

  private static @Nullable LocalDate date(
      Map<String, String> typed,
      String field,
      String key,
      boolean required,
      List<FieldError> errors) {
    try {
      return LocalDate.parse(text(typed, field));
    } catch (DateTimeException e) {
      if (required) {
        errors.add(error(field, key));
      }
      return null;
    }
  }

  private static @Nullable LocalTime time(
      Map<String, String> typed, String field, String key, List<FieldError> errors) {
    try {
      return LocalTime.parse(text(typed, field).replace('.', ':'));
    } catch (DateTimeException e) {
      errors.add(error(field, key));
      return null;
    }
  }

  private static String clockTime(@Nullable Instant instant) {
    return instant == null ? "" : Dates.local(instant).toLocalTime().toString();
  }

  private static String text(Map<String, String> typed, String field) {
    return typed.getOrDefault(field, "").strip();
  }

  private static FieldError error(String field, String key) {
    return new FieldError(field, key, key);
  }
}
