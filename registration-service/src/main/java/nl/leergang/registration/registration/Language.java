package nl.leergang.registration.registration;

import java.util.Locale;

/** Language that a person wants to be written to in. */
public enum Language {
  NL,
  EN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Language ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
