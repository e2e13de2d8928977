package nl.leergang.schedule.availability;

import java.util.Collection;
import java.util.Map;
import nl.leergang.schedule.edition.EditionId;

/** What registration last told of the editions' seats. */
public interface Availabilities {

  /** Those that are known; the others have had no registration yet. */
  Map<EditionId, Availability> of(Collection<EditionId> editions);
}
