package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
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

  /**
   * Looks at some editions with four questions for all of them, and works off each.
   *
   * @param told of each edition at once: what was done to it stays done where the next one fails.
   *     It hears nothing of editions without seats.
   */
  void reconcile(Collection<String> editionIds, BiConsumer<String, SeatsReport> told) {
    // Holders before the editions: a seat that was held then has its claim there by now.
    Map<String, Map<RegistrationId, UUID>> seated = registrations.seated(editionIds);
    List<SeatsState> states = seats.states(editionIds);
    Map<RegistrationId, KnownRegistration> known = known(states, seated);
    Map<String, Long> waiting =
        registrations.countWaiting(
            states.stream().filter(ReconcilingSeats::isStill).map(SeatsState::editionId).toList());
    for (SeatsState state : states) {
      String edition = state.editionId();
      told.accept(
          edition,
          reconcile(
              state,
              seated.getOrDefault(edition, Map.of()),
              known,
              waiting.getOrDefault(edition, 0L)));
    }
  }

  /** Nobody is on the way into the queue or out of it, so those who wait can be counted. */
  private static boolean isStill(SeatsState state) {
    return state.notes().isEmpty()
        && state.claims().stream().allMatch(claim -> claim.promotedFrom() == null);
  }

  /** Most claims are those of the holders just read; only the others have to be asked for. */
  private Map<RegistrationId, KnownRegistration> known(
      List<SeatsState> states, Map<String, Map<RegistrationId, UUID>> seated) {
    Set<RegistrationId> unsure = new HashSet<>();
    for (SeatsState state : states) {
      Map<RegistrationId, UUID> holders = seated.getOrDefault(state.editionId(), Map.of());
      state.claims().stream()
          .filter(claim -> !isAmong(holders, claim))
          .forEach(claim -> unsure.add(new RegistrationId(claim.registration())));
      state.notes().forEach(note -> unsure.add(new RegistrationId(note.registration())));
    }
    return registrations.known(unsure);
  }

  private SeatsReport reconcile(
      SeatsState state,
      Map<RegistrationId, UUID> seated,
      Map<RegistrationId, KnownRegistration> known,
      long waiting) {
    Instant cutoff = clock.instant().minus(properties.reconcileAfter());
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
    int corrected = quiet && isStill(state) && correctWaiting(state, waiting) ? 1 : 0;
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

  private boolean correctWaiting(SeatsState state, long waiting) {
    return waiting != state.waiting()
        && seats.correctWaiting(state.editionId(), state.revision(), waiting);
  }
}
