package nl.leergang.registration.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a registration. */
public sealed interface RegistrationEvent {

  record EnrollmentSubmitted(Receipt receipt, @Nullable Long editionVersion, Language language)
      implements RegistrationEvent {}

  record EnrollmentConfirmed(RegistrationId id, String editionId, Cause cause, Instant at)
      implements RegistrationEvent {}

  record SeatAllocated(RegistrationId id, String editionId, Cause cause, Instant at)
      implements RegistrationEvent {}

  record EnrollmentWaitlisted(
      RegistrationId id, String editionId, long position, long queueNumber, Instant at)
      implements RegistrationEvent {}

  /** Why there is a seat. */
  enum Cause {
    SUBMITTED,
    PROMOTED
  }
}
