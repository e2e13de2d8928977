package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.WaitingRegistration;
import nl.leergang.registration.seating.Claim;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.SeatsState;
import org.springframework.stereotype.Component;

/**
 * Gives free seats to those who wait, first come first served, and closes the queue after the last.
 */
@Component
class PromotingWaiting {

  private final Registrations registrations;
  private final EditionSeats seats;
  private final ReleasingClaims releasing;
  private final Clock clock;

  PromotingWaiting(Registrations registrations, EditionSeats seats, Clock clock) {
    this.registrations = registrations;
    this.seats = seats;
    this.releasing = new ReleasingClaims(registrations, seats, clock);
    this.clock = clock;
  }

  /** How many got a seat. */
  int promote(String editionId) {
    int promoted = 0;
    while (promoteFirst(editionId)) {
      promoted++;
    }
    return promoted;
  }

  private boolean promoteFirst(String editionId) {
    // The edition before the index: a note that is gone by now has its registration in the index.
    Optional<SeatsState> read = seats.state(editionId);
    if (read.isEmpty() || !read.get().queueOpen()) {
      return false;
    }
    SeatsState state = read.get();
    Optional<WaitingRegistration> first = registrations.firstWaiting(editionId);
    if (first.isEmpty()) {
      if (state.notes().isEmpty()) {
        seats.closeQueue(editionId, state.nextNumber());
      }
      return false;
    }
    WaitingRegistration waiting = first.get();
    UUID id = waiting.id().value();
    if (!state.hasFreeSeat()
        || state.hasNoteBefore(id, waiting.place().priority(), waiting.place().number())) {
      return false;
    }
    UUID claim = ClaimIds.next();
    Instant now = clock.instant();
    long number = waiting.place().number();
    if (!seats.claimForWaiting(editionId, id, waiting.claim(), number, claim, now)) {
      return false;
    }
    if (registrations.promote(waiting.promotedTo(claim, now))) {
      seats.settlePromotion(editionId, id, claim);
      return true;
    }
    releasing.release(editionId, new Claim(id, claim, now, number));
    return false;
  }
}
