package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.Registration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.Registrations.InsertResult;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.Seat;
import nl.leergang.registration.seating.SeatGroup;
import nl.leergang.registration.seating.SeatRequest;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a group of submissions: one look for those already known, one seat decision per edition,
 * one insert. Used by one thread at a time.
 *
 * <p>Nothing is ever freed here. A loser of a race, or a writer that does not know what became of
 * its insert, cannot tell whose claim it would free; the reconciler can.
 */
final class AcceptingGroup {

  // A round more is needed only when another instance, or the reconciler, was faster.
  private static final int MAX_ROUNDS = 8;

  private final Registrations registrations;
  private final EditionSeats seats;
  private final KnownSubmissions knownSubmissions;
  private final Clock clock;
  private final Map<String, Set<UUID>> settledNotes = new HashMap<>();

  AcceptingGroup(Registrations registrations, EditionSeats seats, Clock clock) {
    this.registrations = registrations;
    this.seats = seats;
    this.knownSubmissions = new KnownSubmissions(registrations);
    this.clock = clock;
  }

  /** Answers every one of them. */
  void accept(List<PendingSubmission> group) {
    List<PendingSubmission> open = group;
    try {
      for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
        open = acceptOnce(open);
      }
    } finally {
      // Whoever was answered keeps that answer; for the others the outcome is not known.
      group.forEach(pending -> pending.answer(new SubmissionResult.Unavailable()));
    }
  }

  boolean hasSettledNotes() {
    return !settledNotes.isEmpty();
  }

  /** Removes the notes that no later group came to remove. */
  void cleanUp() {
    seats.settleNotes(settledNotes);
    settledNotes.clear();
  }

  private List<PendingSubmission> acceptOnce(List<PendingSubmission> open) {
    List<PendingSubmission> again = new ArrayList<>();
    List<PendingSubmission> fresh = withoutKnown(open, again);
    Map<PendingSubmission, Seat> decided = decideSeats(fresh);

    List<PendingSubmission> writers = new ArrayList<>(decided.size());
    List<Registration> documents = new ArrayList<>(decided.size());
    for (PendingSubmission pending : fresh) {
      Registration registration = registration(pending, decided.get(pending));
      if (registration != null) {
        writers.add(pending);
        documents.add(registration);
      } else {
        pending.answer(new SubmissionResult.Unavailable());
      }
    }
    List<InsertResult> results = registrations.insert(documents);
    for (int i = 0; i < writers.size(); i++) {
      PendingSubmission pending = writers.get(i);
      Registration registration = documents.get(i);
      switch (results.get(i)) {
        case STORED -> {
          pending.answer(new SubmissionResult.Accepted(registration.receipt()));
          noteSettled(registration);
        }
        case DUPLICATE -> again.add(pending);
        case UNKNOWN -> pending.answer(new SubmissionResult.Unavailable());
      }
    }
    return again;
  }

  /** Answers the known ones; whoever repeats another one of this group has to wait for it. */
  private List<PendingSubmission> withoutKnown(
      List<PendingSubmission> open, List<PendingSubmission> again) {
    Map<RegistrationId, KnownRegistration.Stored> known = knownSubmissions.among(open);
    Set<RegistrationId> ids = new HashSet<>();
    List<PendingSubmission> fresh = new ArrayList<>(open.size());
    for (PendingSubmission pending : open) {
      RegistrationId id = pending.id();
      KnownRegistration.Stored stored = known.get(id);
      if (stored != null) {
        pending.answer(KnownSubmissions.answer(pending.submission(), stored));
      } else if (ids.add(id)) {
        fresh.add(pending);
      } else {
        again.add(pending);
      }
    }
    return fresh;
  }

  private Map<PendingSubmission, Seat> decideSeats(List<PendingSubmission> fresh) {
    Map<PendingSubmission, Seat> decided = new HashMap<>();
    Map<String, List<SeatRequest>> requests = new LinkedHashMap<>();
    Map<String, Integer> capacities = new HashMap<>();
    for (PendingSubmission pending : fresh) {
      UUID claim = ClaimIds.next();
      Integer capacity = pending.capacity();
      if (capacity != null) {
        capacities.put(pending.submission().editionId(), capacity);
        requests
            .computeIfAbsent(pending.submission().editionId(), _ -> new ArrayList<>())
            .add(new SeatRequest(pending.id().value(), claim));
      } else {
        decided.put(pending, new Seat.Taken(claim));
      }
    }
    if (requests.isEmpty()) {
      return decided;
    }
    List<SeatGroup> groups = new ArrayList<>(requests.size());
    requests.forEach((edition, list) ->
        groups.add(
            new SeatGroup(
                edition,
                capacities.getOrDefault(edition, 0),
                list,
                settledNotes.getOrDefault(edition, Set.of()))));
    Map<String, Map<UUID, Seat>> outcome = seats.decide(groups, clock.instant());
    settledNotes.keySet().removeAll(outcome.keySet());
    for (PendingSubmission pending : fresh) {
      var ofEdition = outcome.get(pending.submission().editionId());
      Seat seat = ofEdition == null ? null : ofEdition.get(pending.id().value());
      if (seat != null) {
        decided.put(pending, seat);
      }
    }
    return decided;
  }

  private static @Nullable Registration registration(
      PendingSubmission pending, @Nullable Seat seat) {
    return switch (seat) {
      case null -> null;
      case Seat.Busy _ -> null;
      case Seat.Taken taken ->
          Registration.seated(pending.id(), pending.submission(), pending.admission(), taken);
      case Seat.Queued queued ->
          Registration.waiting(pending.id(), pending.submission(), pending.admission(), queued);
    };
  }

  private void noteSettled(Registration registration) {
    if (registration.place() != null) {
      settledNotes
          .computeIfAbsent(registration.submission().editionId(), _ -> new HashSet<>())
          .add(registration.claim());
    }
  }
}
