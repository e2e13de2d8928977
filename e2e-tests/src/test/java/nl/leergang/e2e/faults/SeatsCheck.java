package nl.leergang.e2e.faults;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Evidence.Seats;
import nl.leergang.e2e.faults.Evidence.Shown;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.Submission.Promise;

/** Every seat once, nobody waits beside a free one, and whoever came first is in front. */
final class SeatsCheck implements Check {

  @Override
  public void look(Evidence evidence, Findings findings) {
    Map<String, List<Registration>> byEdition =
        evidence.registrations().stream().collect(Collectors.groupingBy(Registration::editionId));
    for (String edition : evidence.editions().ids()) {
      List<Registration> here = byEdition.getOrDefault(edition, List.of());
      int capacity = evidence.editions().capacity(edition).orElse(Integer.MAX_VALUE);
      long seated = here.stream().filter(Registration::seated).count();
      long waiting = here.size() - seated;
      if (seated > capacity) {
        findings.add(
            Kind.OVERSOLD, "%s: %d seats for %d people".formatted(edition, capacity, seated));
      }
      if (waiting > 0 && seated < capacity) {
        findings.add(
            Kind.SEAT_UNUSED,
            "%s: %d wait, %d of %d seats are taken".formatted(edition, waiting, seated, capacity));
      }
      if (capacity < Integer.MAX_VALUE) {
        document(edition, here, waiting, evidence.seats().get(edition), findings);
        shown(edition, capacity - seated, waiting, evidence.shown().get(edition), findings);
      }
    }
    inTurn(evidence, findings);
  }

  private static void document(
      String edition, List<Registration> here, long waiting, Seats seats, Findings findings) {
    if (seats == null) {
      if (!here.isEmpty()) {
        findings.add(Kind.SEATS_DIFFER, edition + " has no document of its seats");
      }
      return;
    }
    Map<UUID, UUID> held =
        here.stream()
            .filter(Registration::seated)
            .collect(Collectors.toMap(Registration::id, Registration::claim));
    if (!held.equals(seats.claims())) {
      Map<UUID, UUID> orphans = new HashMap<>(seats.claims());
      held.forEach(orphans::remove);
      Map<UUID, UUID> unclaimed = new HashMap<>(held);
      seats.claims().forEach(unclaimed::remove);
      findings.add(
          Kind.SEATS_DIFFER,
          "%s: claims without registration %s, registrations without claim %s"
              .formatted(edition, orphans.keySet(), unclaimed.keySet()));
    }
    if (seats.notes() > 0 || seats.waiting() != waiting) {
      findings.add(
          Kind.SEATS_DIFFER,
          "%s: %d notes, says that %d wait, %d do"
              .formatted(edition, seats.notes(), seats.waiting(), waiting));
    }
  }

  private static void shown(
      String edition, long free, long waiting, Shown shown, Findings findings) {
    long openFree = waiting > 0 ? 0 : Math.max(0, free);
    if (shown == null || shown.freeSeats() != openFree || shown.waiting() != waiting) {
      findings.add(
          Kind.CATALOGUE_DIFFERS,
          "%s: shows %s, but %d seats are free and %d wait"
              .formatted(edition, shown, openFree, waiting));
    }
  }

  /** By the ledger's own clock: one whose answer was there before another one even asked. */
  private static void inTurn(Evidence evidence, Findings findings) {
    Map<String, List<Registration>> waitingOf =
        evidence.registrations().stream()
            .filter(registration -> !registration.seated())
            .collect(Collectors.groupingBy(Registration::editionId));
    waitingOf.forEach((edition, waiting) -> {
      Set<Long> numbers = new HashSet<>();
      waiting.stream()
          .filter(one -> !numbers.add(one.queueNumber()))
          .forEach(one ->
              findings.add(Kind.OUT_OF_TURN, edition + ": two have number " + one.queueNumber()));
    });
    Map<String, Registration> byId =
        evidence.registrations().stream()
            .collect(Collectors.toMap(one -> one.id().toString(), one -> one));
    Map<String, List<Submission>> byEdition =
        evidence.ledger().stream()
            .filter(submission -> submission.promise().isPresent())
            .collect(Collectors.groupingBy(Submission::edition));
    byEdition.forEach((edition, submissions) -> inTurn(edition, submissions, byId, findings));
  }

  private static void inTurn(
      String edition,
      List<Submission> submissions,
      Map<String, Registration> byId,
      Findings findings) {
    // The one who was in the queue first; whoever asked after that may have no better place.
    Submission first =
        submissions.stream()
            .filter(submission -> {
              Registration stored = byId.get(promise(submission).id());
              return stored != null && !stored.seated();
            })
            .min(Comparator.comparingLong(submission -> promise(submission).in().endedAt()))
            .orElse(null);
    if (first == null) {
      return;
    }
    long queuedAt = promise(first).in().endedAt();
    long number = byId.get(promise(first).id()).queueNumber();
    for (Submission later : submissions) {
      Registration stored = byId.get(promise(later).id());
      if (stored != null && later.attempts().getFirst().startedAt() > queuedAt) {
        if (stored.seated() || stored.queueNumber() < number) {
          findings.add(
              Kind.OUT_OF_TURN,
              "%s: %s came after %s waited, and is before"
                  .formatted(edition, stored.email(), first.person().email()));
        }
      }
    }
  }

  private static Promise promise(Submission submission) {
    return submission.promise().orElseThrow();
  }
}
