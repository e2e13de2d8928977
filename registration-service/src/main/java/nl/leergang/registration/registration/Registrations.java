package nl.leergang.registration.registration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored registrations. What it returns is committed by a majority. */
public interface Registrations {

  /** Those of the ids that exist, void ones included. */
  Map<RegistrationId, KnownRegistration> known(Collection<RegistrationId> ids);

  /** Stores new registrations with their events; one result for each, in the same order. */
  List<InsertResult> insert(List<Registration> registrations);

  /** Occupies an id that does not exist, so that a late writer finds it taken. */
  boolean insertVoid(RegistrationId id, Instant at);

  /**
   * Stops whoever read this registration and is about to make it hold the claim.
   *
   * @return false when it holds the claim
   */
  boolean fenceAgainst(RegistrationId id, UUID claim);

  Optional<WaitingRegistration> firstWaiting(String editionId);

  /** False when the registration has changed since it was read. */
  boolean promote(WaitingRegistration.Promotion promotion);

  /** How many wait for each of these editions; one that nobody waits for is missing. */
  Map<String, Long> countWaiting(Collection<String> editionIds);

  /** Claims by registration, of those with a seat on each of these; an empty edition is missing. */
  Map<String, Map<RegistrationId, UUID>> seated(Collection<String> editionIds);

  /** What became of one insert. */
  enum InsertResult {
    STORED,
    /** The id is taken: by the same request, by another one, or by a void. */
    DUPLICATE,
    /** It may or may not have been stored. */
    UNKNOWN
  }
}
