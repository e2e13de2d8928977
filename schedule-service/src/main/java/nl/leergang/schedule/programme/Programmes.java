package nl.leergang.schedule.programme;

import java.util.List;
import java.util.Optional;

/** The programmes that have been published. */
public interface Programmes {

  Optional<Programme> find(String slug);

  /** By title, then id. */
  List<Programme> list(int skip, int limit);

  long count();

  /**
   * Adds the programme and the event that publishes it in one write, unless it is there already.
   *
   * @return false when it was there; it is left as it is
   */
  boolean add(Programme programme);
}
