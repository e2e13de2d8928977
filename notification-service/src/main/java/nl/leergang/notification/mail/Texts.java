package nl.leergang.notification.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The mails' own sentences in one language. */
final class Texts {

  private static final Texts DUTCH = new Texts(Locale.forLanguageTag("nl"));
  private static final Texts ENGLISH = new Texts(Locale.ENGLISH);

  private final Locale language;
  private final Properties sentences = new Properties();

  private Texts(Locale language) {
    this.language = language;
    String file = "/mail/texts_" + language.getLanguage() + ".properties";
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Texts in(Locale language) {
    return Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? ENGLISH : DUTCH;
  }

  Locale language() {
    return language;
  }

  boolean english() {
    return this == ENGLISH;
  }

  /** The sentence with its places ({0}, {1} …) filled in; what is filled in is not read again. */
  String of(String key, Object... values) {
    String sentence = sentences.getProperty(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < sentence.length()) {
      int close = sentence.charAt(at) == '{' ? sentence.indexOf('}', at) : -1;
      if (close > 0) {
        text.append(values[Integer.parseInt(sentence.substring(at + 1, close))]);
        at = close + 1;
      } else {
        text.append(sentence.charAt(at++));
      }
    }
    return text.toString();
  }

  Set<String> keys() {
    return sentences.stringPropertyNames();
  }
}
