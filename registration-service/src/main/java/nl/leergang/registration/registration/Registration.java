package nl.leergang.registration.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.registration.RegistrationEvent.Cause;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentConfirmed;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentSubmitted;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentWaitlisted;
import nl.leergang.registration.registration.RegistrationEvent.SeatAllocated;
import nl.leergang.registration.seating.Seat;
import org.jspecify.annotations.Nullable;

/**
 * A new registration, with its outcome and the events that are stored along with it.
 *
 * @param claim the claim or note that it holds
 * @param place null with a seat
 */
public record Registration(
    RegistrationId id,
    Receipt receipt,
    Submission submission,
    Admission admission,
    UUID claim,
    @Nullable QueuePlace place,
    List<RegistrationEvent> events) {

  public static Registration seated(
      RegistrationId id, Submission submission, Admission admission, Seat.Taken seat) {
    Receipt receipt = receipt(id, submission, statusWithSeat(admission), null);
    return new Registration(
        id,
        receipt,
        submission,
        admission,
        seat.claim(),
        null,
        List.of(
            submitted(receipt, submission),
            gotSeat(
                id, submission.editionId(), admission, Cause.SUBMITTED, submission.submittedAt())));
  }

  public static Registration waiting(
      RegistrationId id, Submission submission, Admission admission, Seat.Queued seat) {
    Receipt receipt = receipt(id, submission, RegistrationStatus.WAITLISTED, seat.position());
    return new Registration(
        id,
        receipt,
        submission,
        admission,
        seat.claim(),
        new QueuePlace(seat.priority(), seat.number()),
        List.of(
            submitted(receipt, submission),
            new EnrollmentWaitlisted(
                id,
                submission.editionId(),
                seat.position(),
                seat.number(),
                submission.submittedAt())));
  }

  static RegistrationStatus statusWithSeat(Admission admission) {
    return switch (admission) {
      case DIRECT -> RegistrationStatus.CONFIRMED;
      case INTAKE -> RegistrationStatus.HELD;
    };
  }

  static RegistrationEvent gotSeat(
      RegistrationId id, String editionId, Admission admission, Cause cause, Instant at) {
    return switch (admission) {
      case DIRECT -> new EnrollmentConfirmed(id, editionId, cause, at);
      case INTAKE -> new SeatAllocated(id, editionId, cause, at);
    };
  }

  private static Receipt receipt(
      RegistrationId id,
      Submission submission,
      RegistrationStatus outcome,
      @Nullable Long position) {
    return new Receipt(
        id,
        Reference.of(id.value()),
        submission.editionId(),
        outcome,
        position,
        submission.submittedAt());
  }

  private static EnrollmentSubmitted submitted(Receipt receipt, Submission submission) {
    return new EnrollmentSubmitted(
        receipt, submission.editionVersion(), submission.applicant().language());
  }
}
