package nl.leergang.registration.registration;

import java.time.Instant;
import java.util.UUID;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.registration.RegistrationEvent.Cause;

/**
 * A registration in the queue, as it was read.
 *
 * @param claim what it holds: the id of the note that it entered the queue with
 * @param nextSequence number of its next event
 */
public record WaitingRegistration(
    RegistrationId id,
    long version,
    String editionId,
    Admission admission,
    UUID claim,
    QueuePlace place,
    long nextSequence) {

  /** What changes when it gets the seat of a freshly made claim. */
  public Promotion promotedTo(UUID freshClaim, Instant at) {
    return new Promotion(
        id,
        version,
        Registration.statusWithSeat(admission),
        freshClaim,
        nextSequence,
        Registration.gotSeat(id, editionId, admission, Cause.PROMOTED, at));
  }

  /**
   * @param expectedVersion the change is made only if the registration still has this version
   */
  public record Promotion(
      RegistrationId id,
      long expectedVersion,
      RegistrationStatus status,
      UUID claim,
      long sequence,
      RegistrationEvent event) {}
}
