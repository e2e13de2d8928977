package nl.leergang.registration.registration;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that a person is found by. */
public final class PersonWords {

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private PersonWords() {}

  /** Words of the name, and marks that the same person elsewhere would have too. */
  public static List<String> of(Applicant person) {
    Set<String> words = new LinkedHashSet<>(inText(fullName(person)));
    words.addAll(marks(person));
    return List.copyOf(words);
  }

  /** Marks by which two registrations look like the same person's. */
  public static List<String> marks(Applicant person) {
    List<String> marks = new ArrayList<>(2);
    marks.add("=" + person.email().toLowerCase(Locale.ROOT));
    String organisation = person.organisation();
    if (organisation != null) {
      marks.add("=" + plain(fullName(person)) + "|" + plain(organisation));
    }
    return marks;
  }

  public static List<String> inText(String text) {
    return SEPARATORS.splitAsStream(plain(text)).filter(word -> !word.isEmpty()).toList();
  }

  private static String fullName(Applicant person) {
    String infix = person.infix() == null ? "" : person.infix() + " ";
    return person.givenName() + " " + infix + person.familyName();
  }

  private static String plain(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT).strip();
  }
}
