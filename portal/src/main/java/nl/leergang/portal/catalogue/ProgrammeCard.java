package nl.leergang.portal.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A programme with its editions, as the overview shows it. */
public record ProgrammeCard(Programme programme, List<Edition> editions) {

  /** The soonest edition that one can register for. */
  public @Nullable Edition next() {
    return editions.stream().filter(Edition::bookable).findFirst().orElse(null);
  }

  public List<Edition> upcoming() {
    return editions.stream().filter(edition -> !edition.past()).toList();
  }

  public List<Edition> past() {
    return editions.stream().filter(Edition::past).toList();
  }
}
