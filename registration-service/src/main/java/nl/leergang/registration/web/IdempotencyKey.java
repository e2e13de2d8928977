package nl.leergang.registration.web;

import java.util.regex.Pattern;
import nl.leergang.http.Bilingual;
import org.jspecify.annotations.Nullable;

/** Reads the key from the header, or from the form field of the same name. */
final class IdempotencyKey {

  static final String HEADER = "Idempotency-Key";
  static final String FIELD = "idempotencyKey";

  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7E]{16,255}");
  private static final Bilingual DIFFERENT =
      Bilingual.of(
          "De sleutel in de header en die in het formulier verschillen.",
          "The key in the header and the one in the form differ.");
  private static final Bilingual INVALID =
      Bilingual.of(
          "De sleutel moet uit 16 tot 255 zichtbare ASCII-tekens bestaan.",
          "The key must have 16 to 255 visible ASCII characters.");

  private IdempotencyKey() {}

  /** Null when there is none. */
  static @Nullable String read(@Nullable String header, @Nullable String field, Fields fields) {
    String fromHeader = unquoted(header);
    String fromField = unquoted(field);
    if (fromHeader != null && fromField != null && !fromHeader.equals(fromField)) {
      fields.error(FIELD, "contradictory", DIFFERENT);
      return null;
    }
    String key = fromHeader != null ? fromHeader : fromField;
    if (key != null && !VALID.matcher(key).matches()) {
      fields.error(FIELD, "invalid", INVALID);
    }
    return key;
  }

  private static @Nullable String unquoted(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    String text = raw.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
