package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.seating.Claim;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.Note;
import nl.leergang.registration.seating.SeatsState;
import org.springframework.stereotype.Component;

/** Works off what interrupted writers left on an edition, and checks that its seats add up. */
@Component
class ReconcilingSeats {

  private final Registrations registrations;
  private final EditionSeats seats;
  private final ReleasingClaims releasing;
  private final Clock clock;
  private final RegistrationProperties properties;

  ReconcilingSeats(
      Registrations registrations,
      EditionSeats seats,
      Clock clock,
      RegistrationProperties properties) {
    this.registrations = registrations;
    this.seats = seats;
    this.releasing = new ReleasingClaims(registrations, seats, clock);
    this.clock = clock;
    this.properties = properties;
  }

  Optional<SeatsReport> reconcile(String editionId) {
    // Holders before the edition: a seat that was held then has its claim there by now.
    Map<RegistrationId, UUID> seated = registrations.seated(editionId);
    return seats.state(editionId).map(state -> reconcile(state, seated));
  }

  private SeatsReport reconcile(SeatsState state, Map<RegistrationId, UUID> seated) {
    Instant cutoff = clock.instant().minus(properties.reconcileAfter());
    // Most claims are those of the holders just read; only the others have to be asked for.
    var known =
        registrations.known(
            Stream.concat(
                    state.claims().stream()
                        .filter(claim -> !isAmong(seated, claim))
                        .map(Claim::registration),
                    state.notes().stream().map(Note::registration))
                .distinct()
                .map(RegistrationId::new)
                .toList());
    int released = 0;
    int young = 0;
    for (Claim claim : state.claims()) {
      if (isAmong(seated, claim) || holds(known, claim.registration(), claim.id())) {
        if (claim.promotedFrom() != null) {
          seats.settlePromotion(state.editionId(), claim.registration(), claim.id());
        }
      } else if (claim.at().isAfter(cutoff)) {
        young++;
      } else if (releasing.release(state.editionId(), claim)) {
        released++;
      }
    }
    int notesSettled = 0;
    for (Note note : state.notes()) {
      if (note.at().isAfter(cutoff)) {
        young++;
      } else if (holds(known, note.registration(), note.id())) {
        seats.settleNotes(Map.of(state.editionId(), List.of(note.id())));
        notesSettled++;
      } else if (releasing.release(state.editionId(), note)) {
        released++;
      }
    }
    int adopted = adopt(state, seated);
    boolean quiet = young == 0 && released == 0 && notesSettled == 0 && adopted == 0;
    int corrected = quiet && correctWaiting(state) ? 1 : 0;
    int violations = state.oversold() + heldTwice(state) + adopted;
    return new SeatsReport(
        released, notesSettled, adopted, corrected, violations, quiet && corrected == 0);
  }

  private static boolean isAmong(Map<RegistrationId, UUID> seated, Claim claim) {
    return claim.id().equals(seated.get(new RegistrationId(claim.registration())));
  }

  private static boolean holds(
      Map<RegistrationId, KnownRegistration> known, UUID registration, UUID claim) {
    KnownRegistration found = known.get(new RegistrationId(registration));
    return found != null && found.holds(claim);
  }

  /** Those who registered while the edition had no maximum have a seat that it does not know. */
  private int adopt(SeatsState state, Map<RegistrationId, UUID> seated) {
    if (state.capacity() == null) {
      return 0;
    }
    Set<UUID> claimed = new HashSet<>();
    state.claims().forEach(claim -> claimed.add(claim.id()));
    int adopted = 0;
    for (var holder : seated.entrySet()) {
      if (!claimed.contains(holder.getValue())) {
        seats.adopt(state.editionId(), holder.getKey().value(), holder.getValue(), clock.instant());
        adopted++;
      }
    }
    return adopted;
  }

  private static int heldTwice(SeatsState state) {
    return state.claims().size()
        - (int) state.claims().stream().map(Claim::registration).distinct().count();
  }

  private boolean correctWaiting(SeatsState state) {
    boolean nothingUnderWay =
        state.notes().isEmpty()
            && state.claims().stream().allMatch(claim -> claim.promotedFrom() == null);
    if (!nothingUnderWay) {
      return false;
    }
    long waiting = registrations.countWaiting(state.editionId());
    return waiting != state.waiting()
        && seats.correctWaiting(state.editionId(), state.revision(), waiting);
  }
}
