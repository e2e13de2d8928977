package nl.leergang.schedule.web;

import java.time.Instant;
import java.util.List;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import org.jspecify.annotations.Nullable;

/** What must hold for a field whatever it is about. Each adds to the errors what does not. */
final class FieldChecks {

  // Far beyond any plan; what lies further is a typing error.
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private FieldChecks() {}

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

  /** A text of several lines. */
  static void text(String field, @Nullable String text, int max, List<FieldError> errors) {
    length(field, text, max, errors);
    if (text != null
        && text.codePoints()
            .anyMatch(
                c -> Character.isISOControl(c) && !"\r\n\t".contains(Character.toString(c)))) {
      errors.add(unreadable(field));
    }
  }

  static void line(String field, @Nullable String text, int max, List<FieldError> errors) {
    length(field, text, max, errors);
    if (text != null && text.codePoints().anyMatch(Character::isISOControl)) {
      errors.add(unreadable(field));
    }
  }

  static void length(String field, @Nullable String text, int max, List<FieldError> errors) {
    if (text != null && text.length() > max) {
      errors.add(
          error(
              field,
              "too-long",
              Bilingual.of("Gebruik ten hoogste %s tekens.", "Use %s characters at most.")
                  .with(max)));
    }
  }

  static void required(String field, @Nullable String text, List<FieldError> errors) {
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

  static FieldError error(String field, String code, Bilingual text) {
    return new FieldError(field, code, text.forReader());
  }

  static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
