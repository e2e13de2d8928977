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
  // Far beyond any plan; what lies further is a typing error.
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

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
      require("startsAt", startsAt, errors);
      Instant end = instant("endsAt", endsAt, errors);
      Location place = location == null ? null : location.checked(errors);
      checkReason(reason, errors);
      if (expectedSequence != null && expectedSequence < 0) {
        errors.add(
            error(
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
      if (isBlank(name) && isBlank(city)) {
        return null;
      }
      checkLine("location.name", name, errors);
      checkLine("location.city", city, errors);
      if (city == null || isBlank(city)) {
        require("location.city", city, errors);
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
      checkReason(reason, errors);
      if (!errors.isEmpty()) {
        throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
      }
      return stripped(reason);
    }
  }

  static @Nullable String stripped(@Nullable String text) {
    return text == null || isBlank(text) ? null : text.strip();
  }

  private static @Nullable Instant instant(
      String field, @Nullable String text, List<FieldError> errors) {
    if (text == null || isBlank(text)) {
      return null;
    }
    return inRange(field, InstantInput.parse(field, text, errors), errors);
  }

  /** The instant, or null after an error on {@code field} was added. */
  static @Nullable Instant inRange(
      String field, @Nullable Instant instant, List<FieldError> errors) {
    if (instant != null && (instant.isAfter(LATEST) || instant.isBefore(EARLIEST))) {
      errors.add(
          error(
              field,
              "out-of-range",
              Bilingual.of(
                  "Geef een jaartal van 1900 tot 2200.", "Give a year from 1900 to 2200.")));
      return null;
    }
    return instant;
  }

  private static void checkReason(@Nullable String reason, List<FieldError> errors) {
    checkLength("reason", reason, MAX_REASON, errors);
    if (reason != null
        && reason
            .codePoints()
            .anyMatch(
                c -> Character.isISOControl(c) && !"\r\n\t".contains(Character.toString(c)))) {
      errors.add(unreadable("reason"));
    }
  }

  private static void checkLine(String field, @Nullable String text, List<FieldError> errors) {
    checkLength(field, text, MAX_NAME, errors);
    if (text != null && text.codePoints().anyMatch(Character::isISOControl)) {
      errors.add(unreadable(field));
    }
  }

  static void checkLength(String field, @Nullable String text, int max, List<FieldError> errors) {
    if (text != null && text.length() > max) {
      errors.add(
          error(
              field,
              "too-long",
              Bilingual.of("Gebruik ten hoogste %s tekens.", "Use %s characters at most.")
                  .with(max)));
    }
  }

  private static void require(String field, @Nullable String text, List<FieldError> errors) {
    if (isBlank(text) && errors.stream().noneMatch(known -> known.field().equals(field))) {
      errors.add(
          error(
              field,
              "required",
              Bilingual.of("Dit veld is verplicht.", "This field is required.")));
    }
  }

  private static FieldError unreadable(String field) {
    return error(
        field,
        "invalid-characters",
        Bilingual.of("Gebruik alleen leesbare tekens.", "Use printable characters only."));
  }

  private static FieldError error(String field, String code, Bilingual text) {
    return new FieldError(field, code, text.forReader());
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
