package nl.leergang.registration.edition;

import java.util.Map;
import java.util.Optional;

/** The local replica of the schedule. It follows the schedule within seconds. */
public interface Editions {

  Optional<Edition> find(String editionId);

  /** The maximum of each published edition, read afresh; empty for one that has none. */
  Map<String, Optional<Integer>> maxima();

  /** Whether an edition has ever been read. Until then nobody can say what does not exist. */
  boolean everRead();
}
