package nl.leergang.registration.web;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import nl.leergang.http.ProblemException;
import nl.leergang.registration.registration.Language;
import nl.leergang.registration.registration.Salutation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads the fields of a request, normalises them, and gathers everything that is wrong. */
final class Fields {

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9 ()./-]{6,30}");
  private static final Pattern DUTCH_POSTAL_CODE =
      Pattern.compile("([1-9][0-9]{3}) ?([A-Za-z]{2})");
  private static final Pattern FOREIGN_POSTAL_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 -]*");
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n?");

  private static final Bilingual REQUIRED = Bilingual.of("Vul dit veld in.", "Fill in this field.");
  private static final Bilingual TOO_LONG =
      Bilingual.of("Gebruik hier hoogstens %s tekens.", "Use at most %s characters here.");
  private static final Bilingual CHARACTERS =
      Bilingual.of(
          "Hier staat een teken dat niet kan, zoals een regeleinde of stuurteken.",
          "This contains a character that is not allowed, such as a line break or control"
              + " character.");
  private static final Bilingual REPEATED =
      Bilingual.of(
          "Dit veld is twee keer en verschillend opgegeven.",
          "This field was given twice, with different values.");
  private static final Bilingual NOT_AN_EMAIL =
      Bilingual.of(
          "Vul een e-mailadres in zoals naam@voorbeeld.nl.",
          "Enter an e-mail address like name@example.org.");
  private static final Bilingual NOT_A_TELEPHONE =
      Bilingual.of(
          "Vul een telefoonnummer in zoals 070 123 45 67.",
          "Enter a telephone number like +31 70 123 45 67.");
  private static final Bilingual NOT_A_POSTAL_CODE =
      Bilingual.of("Vul een postcode in zoals 2511 AB.", "Enter a postal code like 2511 AB.");
  private static final Bilingual ONE_OF = Bilingual.of("Kies één van: %s.", "Choose one of: %s.");
  private static final Bilingual NOT_A_NUMBER =
      Bilingual.of("Geef een geheel getal op.", "Give a whole number.");
  private static final Bilingual NOT_ACCEPTED =
      Bilingual.of(
          "Geef aan dat u de privacyverklaring hebt gelezen.",
          "Confirm that you have read the privacy statement.");

  private final List<FieldError> errors;

  /**
   * @param unreadable what could not be read at all
   */
  Fields(List<FieldError> unreadable) {
    this.errors = new ArrayList<>(unreadable);
  }

  void repeated(Iterable<String> fields, List<String> known) {
    for (String field : fields) {
      if (known.contains(field)) {
        error(field, "repeated", REPEATED);
      }
    }
  }

  String required(String field, @Nullable String raw, int max) {
    String text = line(field, raw, max);
    if (text == null && noErrorOn(field)) {
      error(field, "required", REQUIRED);
    }
    return text == null ? "" : text;
  }

  /** One line; null when there is nothing in it. */
  @Nullable String line(String field, @Nullable String raw, int max) {
    return checked(field, trimmed(raw), max, false);
  }

  /** May have several lines, as a text area does; it never gets into a header of a mail. */
  @Nullable String lines(String field, @Nullable String raw, int max) {
    String text = trimmed(raw);
    return checked(
        field, text == null ? null : LINE_BREAK.matcher(text).replaceAll("\n"), max, true);
  }

  String requiredLines(String field, @Nullable String raw, int max) {
    String text = lines(field, raw, max);
    if (text == null && noErrorOn(field)) {
      error(field, "required", REQUIRED);
    }
    return text == null ? "" : text;
  }

  String email(String field, @Nullable String raw) {
    String text = required(field, raw, 254);
    if (!text.isEmpty() && !EMAIL.matcher(text).matches()) {
      error(field, "invalid", NOT_AN_EMAIL);
    }
    return text;
  }

  @Nullable String telephone(String field, @Nullable String raw) {
    String text = line(field, raw, 30);
    boolean valid =
        text == null
            || (TELEPHONE.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() >= 6);
    if (!valid) {
      error(field, "invalid", NOT_A_TELEPHONE);
    }
    return text;
  }

  @Nullable String postalCode(String field, @Nullable String raw) {
    String text = line(field, raw, 16);
    if (text == null) {
      return null;
    }
    Matcher dutch = DUTCH_POSTAL_CODE.matcher(text);
    if (dutch.matches()) {
      return dutch.group(1) + " " + dutch.group(2).toUpperCase(Locale.ROOT);
    }
    if (!FOREIGN_POSTAL_CODE.matcher(text).matches()) {
      error(field, "invalid", NOT_A_POSTAL_CODE);
    }
    return text.toUpperCase(Locale.ROOT);
  }

  @Nullable Salutation salutation(@Nullable String raw) {
    String text = trimmed(raw);
    if (text == null) {
      return null;
    }
    for (Salutation salutation : Salutation.values()) {
      if (salutation.name().equals(text)) {
        return salutation;
      }
    }
    error("salutation", "invalid", ONE_OF.with("MRS, MR, NEUTRAL"));
    return null;
  }

  Language language(@Nullable String raw) {
    String text = trimmed(raw);
    for (Language language : Language.values()) {
      if (language.code().equals(text)) {
        return language;
      }
    }
    if (text != null) {
      error("language", "invalid", ONE_OF.with("nl, en"));
    }
    return Language.NL;
  }

  @Nullable Long number(String field, @Nullable String raw) {
    String text = trimmed(raw);
    if (text == null) {
      return null;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the reader's language.
    }
    error(field, "invalid", NOT_A_NUMBER);
    return null;
  }

  void accepted(String field, @Nullable String raw) {
    String text = trimmed(raw);
    if (!"true".equals(text) && !"on".equals(text) && noErrorOn(field)) {
      error(field, "required", NOT_ACCEPTED);
    }
  }

  void error(String field, String code, Bilingual message) {
    errors.add(new FieldError(field, code, message.forReader()));
  }

  /**
   * @throws ProblemException 400 with everything that is wrong
   */
  void throwIfWrong() {
    if (!errors.isEmpty()) {
      throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
    }
  }

  private boolean noErrorOn(String field) {
    return errors.stream().noneMatch(error -> error.field().equals(field));
  }

  private static @Nullable String trimmed(@Nullable String raw) {
    // Only spaces are forgiven at the ends: a line break there is still a line break.
    String text = raw == null ? "" : Normalizer.normalize(raw, Normalizer.Form.NFC);
    int start = 0;
    int end = text.length();
    while (start < end && Character.isSpaceChar(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isSpaceChar(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? null : text.substring(start, end);
  }

  private @Nullable String checked(
      String field, @Nullable String text, int max, boolean severalLines) {
    if (text == null) {
      return null;
    }
    if (!text.codePoints().allMatch(c -> (severalLines && c == '\n') || isAllowed(c))) {
      error(field, "invalid-characters", CHARACTERS);
      return null;
    }
    if (text.length() > max) {
      error(field, "too-long", TOO_LONG.with(max));
      return null;
    }
    return text;
  }

  private static boolean isAllowed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      // Invisible ones that change how a line reads; the two joiners are part of real scripts.
      case Character.FORMAT -> character == 0x200C || character == 0x200D;
      // These two turn into line breaks where a header's characters are cut to bytes. Others that
      // do, such as the c with caron, are letters that people have in their names: there the
      // encoding of mail headers is what protects.
      default -> character != 0x560A && character != 0x560D;
    };
  }
}
