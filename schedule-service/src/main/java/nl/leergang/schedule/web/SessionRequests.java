package nl.leergang.schedule.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import nl.leergang.http.InstantInput;
import nl.leergang.http.ProblemException;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.programme.Location;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The bodies of staff's calls, and what must hold for them before any rule is asked. */
final class SessionRequests {

  private static final int MAX_REASON = 500;
  private static final int MAX_NAME = 200;

  private SessionRequests() {}

  /**
   * @param startsAt an instant with any offset, or without one a time in Europe/Amsterdam
   * @param endsAt the same; absent: the end is open
   * @param location absent: the place stays as it is
   * @param reason told to the people concerned
   * @param expectedSequence the session's {@code sequence} on which the caller decided
   */
  record Reschedule(
      @Nullable String startsAt,
      @Nullable String endsAt,
      @Nullable Place location,
      @Nullable String reason,
      @Nullable Integer expectedSequence) {

    Session.Target target(List<FieldError> unreadable) {
      List<FieldError> errors = new ArrayList<>(unreadable);
      Instant start = instant("startsAt", startsAt, errors);
      FieldChecks.required("startsAt", startsAt, errors);
      Instant end = instant("endsAt", endsAt, errors);
      Location place = location == null ? null : location.checked(errors);
      FieldChecks.text("reason", reason, MAX_REASON, errors);
      if (expectedSequence != null && expectedSequence < 0) {
        errors.add(
            FieldChecks.error(
                "expectedSequence",
                "out-of-range",
                Bilingual.of("Mag niet negatief zijn.", "Must not be negative.")));
      }
      if (start == null || !errors.isEmpty()) {
        throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
      }
      return new Session.Target(start, end, place);
    }
  }

  /** Absent and empty fields are the same. */
  record Place(@Nullable String name, @Nullable String city) {

    @Nullable Location checked(List<FieldError> errors) {
      if (FieldChecks.isBlank(name) && FieldChecks.isBlank(city)) {
        return null;
      }
      FieldChecks.line("location.name", name, MAX_NAME, errors);
      FieldChecks.line("location.city", city, MAX_NAME, errors);
      if (city == null || FieldChecks.isBlank(city)) {
        FieldChecks.required("location.city", city, errors);
        return null;
      }
      return new Location(stripped(name), city.strip());
    }
  }

  /**
   * @param reason told to the people concerned
   */
  record Cancel(@Nullable String reason) {

    @Nullable String checkedReason(List<FieldError> unreadable) {
      List<FieldError> errors = new ArrayList<>(unreadable);
      FieldChecks.text("reason", reason, MAX_REASON, errors);
      if (!errors.isEmpty()) {
        throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
      }
      return stripped(reason);
    }
  }

  static @Nullable String stripped(@Nullable String text) {
    return text == null || FieldChecks.isBlank(text) ? null : text.strip();
  }

  private static @Nullable Instant instant(
      String field, @Nullable String text, List<FieldError> errors) {
    if (text == null || FieldChecks.isBlank(text)) {
      return null;
    }
    return FieldChecks.inRange(field, InstantInput.parse(field, text, errors), errors);
  }
}
