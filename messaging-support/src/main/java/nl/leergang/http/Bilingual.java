package nl.leergang.http;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** A text in both of the product's languages; Dutch unless the reader asked for English. */
public record Bilingual(String dutch, String english) {

  public static Bilingual of(String dutch, String english) {
    return new Bilingual(dutch, english);
  }

  /** The text in the language of the request that is being answered. */
  public String forReader() {
    return in(LocaleContextHolder.getLocale());
  }

  public String in(Locale language) {
    return Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? english : dutch;
  }

  /** The same with its places ({@code %s}) filled in. */
  public Bilingual with(Object... values) {
    return new Bilingual(dutch.formatted(values), english.formatted(values));
  }
}
