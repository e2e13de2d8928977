package nl.leergang.registration.seating;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents that decide who has a seat, one per edition. Every method is one atomic change of
 * one document (of one document each, where several are given), durable when it returns.
 */
public interface EditionSeats {

  /**
   * Decides for whole groups: seats in order of arrival while some are free and nobody waits, a
   * noted place in the queue for everyone else. Whoever has a claim or a note already keeps it.
   *
   * @return per edition and registration; an edition is missing when its outcome is not known
   */
  Map<String, Map<UUID, Seat>> decide(List<SeatGroup> groups, Instant at);

  /** Removes notes whose registrations are stored. */
  void settleNotes(Map<String, ? extends Collection<UUID>> notesByEdition);

  Optional<SeatsState> state(String editionId);

  /** Those of the editions that have seats. */
  List<SeatsState> states(Collection<String> editionIds);

  /**
   * Claims a seat for a registration that waits, if a seat is free and the registration has none;
   * takes along the note that the registration holds.
   */
  boolean claimForWaiting(
      String editionId, UUID registration, UUID heldClaim, long number, UUID claim, Instant at);

  /** Counts a promoted registration out of the queue, once. */
  void settlePromotion(String editionId, UUID registration, UUID claim);

  /** Frees a claim that is known not to be held. */
  boolean releaseClaim(String editionId, UUID registration, UUID claim);

  /** Gives up a noted place that is known not to be held. */
  boolean releaseNote(String editionId, UUID registration, UUID claim);

  /** Records a seat that a registration holds and the edition does not know. */
  void adopt(String editionId, UUID registration, UUID claim, Instant at);

  /** Lets newcomers have seats again, provided that nobody entered the queue meanwhile. */
  boolean closeQueue(String editionId, long expectedNextNumber);

  /** Sets the count of those waiting, provided that nothing changed since it was counted. */
  boolean correctWaiting(String editionId, long expectedRevision, long waiting);

  /** Follows the schedule's maximum; null is none. */
  boolean changeCapacity(String editionId, @Nullable Integer capacity);

  /** The maximum that each edition's seats go by; empty for one that has none. */
  Map<String, Optional<Integer>> maxima();

  /** Revisions of all editions. */
  Map<String, Long> revisions();

  /** Editions with notes under way. */
  List<String> withNotes();

  /** Editions where somebody waits, or did. */
  List<String> withOpenQueue();
}
