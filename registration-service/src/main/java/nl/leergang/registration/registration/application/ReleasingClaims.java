package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.seating.Claim;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.Note;
import org.jspecify.annotations.Nullable;

/**
 * Frees what no registration holds. The order is what makes it safe: first nobody can come to hold
 * it any more, then it is freed.
 */
final class ReleasingClaims {

  private final Registrations registrations;
  private final EditionSeats seats;
  private final Clock clock;

  ReleasingClaims(Registrations registrations, EditionSeats seats, Clock clock) {
    this.registrations = registrations;
    this.seats = seats;
    this.clock = clock;
  }

  /** True when it was freed, false when it is held after all. */
  boolean release(String editionId, Claim claim) {
    return madeUnholdable(new RegistrationId(claim.registration()), claim.id())
        && seats.releaseClaim(editionId, claim.registration(), claim.id());
  }

  boolean release(String editionId, Note note) {
    return madeUnholdable(new RegistrationId(note.registration()), note.id())
        && seats.releaseNote(editionId, note.registration(), note.id());
  }

  private boolean madeUnholdable(RegistrationId id, UUID claim) {
    // A writer may store the registration between the look and the void: then look once more.
    for (int attempt = 0; attempt < 3; attempt++) {
      @Nullable KnownRegistration known = registrations.known(List.of(id)).get(id);
      if (known == null) {
        if (registrations.insertVoid(id, clock.instant())) {
          return true;
        }
      } else {
        return known instanceof KnownRegistration.Void || registrations.fenceAgainst(id, claim);
      }
    }
    return false;
  }
}
