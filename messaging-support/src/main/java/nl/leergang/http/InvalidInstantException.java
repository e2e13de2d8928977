package nl.leergang.http;

import org.jspecify.annotations.Nullable;

/** A text that names no instant. */
public class InvalidInstantException extends IllegalArgumentException {

  static final Bilingual UNREADABLE =
      Bilingual.of(
          "Geef datum en tijd op als 2027-03-18T18:30.",
          "Give the date and time as 2027-03-18T18:30.");
  static final Bilingual SKIPPED =
      Bilingual.of(
          "Deze tijd bestaat niet: de klok gaat dan een uur vooruit.",
          "This time does not exist: the clock goes forward an hour then.");

  private final String code;
  private final Bilingual text;

  InvalidInstantException(String code, Bilingual text, @Nullable Throwable cause) {
    super(text.english(), cause);
    this.code = code;
    this.text = text;
  }

  public String code() {
    return code;
  }

  public Bilingual text() {
    return text;
  }
}
