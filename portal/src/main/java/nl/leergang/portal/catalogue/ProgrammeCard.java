package nl.leergang.portal.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A programme with its editions, as the overview shows it. */
public record ProgrammeCard(Programme programme, List<Edition> editions) {

  /** The soonest edition with a place; where none has one, the soonest with a waiting list. */
  public @Nullable Edition next() {
    return editions.stream()
        .filter(Edition::bookable)
        .min(Comparator.comparing(Edition::full))
        .orElse(null);
  }

  public List<Edition> upcoming() {
    return editions.stream().filter(edition -> !edition.past()).toList();
  }

  public List<Edition> past() {
    return editions.stream().filter(Edition::past).toList();
  }

  /** Whether each of a reader's words occurs in the programme's texts or in a place to come. */
  boolean mentions(String words) {
    Stream<String> places =
        upcoming().stream()
            .flatMap(edition -> edition.sessions().stream())
            .map(Session::city)
            .filter(Objects::nonNull);
    String texts =
        Stream.concat(programme.texts(), places)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .allMatch(texts::contains);
  }
}
