package nl.leergang.schedule.edition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.leergang.schedule.programme.Programme;
import org.jspecify.annotations.Nullable;

/** The editions that have been published. */
public interface Editions {

  Optional<Edition> find(EditionId id);

  /** By beginning, those without any date last, then by id. */
  List<Edition> list(Query query, int skip, int limit);

  long count(Query query);

  /** Editions of a programme: those not yet over by their end, then the past, newest first. */
  List<Edition> ofProgramme(String slug, Instant now, int limit);

  long countOfProgramme(String slug);

  /**
   * Adds those that are not there already, each and the event that publishes it in one write. What
   * is there is left as it is, with all that staff changed since.
   *
   * @return how many were added
   */
  int add(List<Edition> editions, Programme programme);

  /**
   * Takes the decision on the edition as it is stored now and writes its outcome together with its
   * event; takes it again when somebody else wrote in between.
   *
   * @return empty when there is no such edition
   * @throws BusyException when others kept writing in between
   */
  Optional<Decision> change(EditionId id, Function<Edition, Decision> rule);

  /**
   * Which editions.
   *
   * @param programme slug; null for all
   * @param beginsAfter null for all; those without a date are always among them
   */
  record Query(@Nullable String programme, @Nullable Instant beginsAfter) {}

  /** Too many others are changing the same edition. Trying again later helps. */
  final class BusyException extends RuntimeException {
    public BusyException(EditionId id) {
      super("edition " + id.value() + " is being changed by others");
    }
  }
}
