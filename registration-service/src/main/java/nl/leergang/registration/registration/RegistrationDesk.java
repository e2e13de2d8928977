package nl.leergang.registration.registration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What staff can look up. Void registrations are never among it. */
public interface RegistrationDesk {

  Optional<RegistrationDetails> find(RegistrationId id);

  /**
   * Per edition those with a seat in order of arrival, then those waiting in waiting order.
   *
   * @param name words that the name has to begin with, in any order; accents and case do not matter
   */
  Found search(@Nullable String editionId, @Nullable String name, int skip, int limit);

  /** One page of what was found, and how many there are. */
  record Found(List<RegistrationDetails> page, long total) {}
}
