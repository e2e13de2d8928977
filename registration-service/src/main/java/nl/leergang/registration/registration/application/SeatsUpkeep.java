package nl.leergang.registration.registration.application;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import nl.leergang.registration.edition.Editions;
import nl.leergang.registration.seating.EditionSeats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Goes round the editions: those that changed every few seconds, all of them every few minutes.
 * Several instances may do so at once.
 */
@Component
class SeatsUpkeep {

  private static final Logger log = LoggerFactory.getLogger(SeatsUpkeep.class);

  // A question costs more than what is read; but all who have a seat there are in memory at a time.
  private static final int AT_ONCE = 25;

  private final Editions editions;
  private final EditionSeats seats;
  private final ReconcilingSeats reconciling;
  private final PromotingWaiting promoting;
  private final MeterRegistry meters;
  private final long pause;
  private final Map<String, Long> settledRevisions = new HashMap<>();
  private final Map<String, Long> lookedAt = new HashMap<>();
  private final Map<String, Integer> violationsByEdition = new HashMap<>();
  private final AtomicInteger violations;

  private static final List<String> ACTIONS =
      List.of("promoted", "released", "note-settled", "adopted", "count-corrected");

  SeatsUpkeep(
      Editions editions,
      EditionSeats seats,
      ReconcilingSeats reconciling,
      PromotingWaiting promoting,
      MeterRegistry meters,
      RegistrationProperties properties) {
    this.editions = editions;
    this.seats = seats;
    this.reconciling = reconciling;
    this.promoting = promoting;
    this.meters = meters;
    this.pause = properties.reconcileAfter().toNanos();
    this.violations =
        Objects.requireNonNull(meters.gauge("leergang.seats.violations", new AtomicInteger()));
    // A counter that appears with its first event hides that event from rates.
    ACTIONS.forEach(action -> count(action, 0));
  }

  /** Beside the looks at many editions, which may take long. */
  @Scheduled(fixedDelayString = "${leergang.registration.promote-every:2s}")
  void promoteWaiting() {
    for (String edition : seats.withOpenQueue()) {
      count("promoted", promoting.promote(edition));
    }
  }

  @Scheduled(fixedDelayString = "${leergang.registration.reconcile-every:15s}")
  synchronized void lookAtChanged() {
    Map<String, Long> revisions = seats.revisions();
    Set<String> toLookAt = new LinkedHashSet<>(seats.withNotes());
    revisions.forEach((edition, revision) -> {
      if (!revision.equals(settledRevisions.get(edition))) {
        toLookAt.add(edition);
      }
    });
    // What was too young to be worked off still is: an edition that many register on would else be
    // read from end to end again and again.
    toLookAt.removeIf(this::lookedAtJustNow);
    toLookAt.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .forEach(some -> lookAtTogether(some, revisions));
  }

  @Scheduled(
      initialDelayString = "${leergang.registration.check-every:5m}",
      fixedDelayString = "${leergang.registration.check-every:5m}")
  synchronized void lookAtAll() {
    settledRevisions.clear();
    lookedAt.clear();
    followMaxima();
    lookAtChanged();
  }

  private boolean lookedAtJustNow(String edition) {
    Long last = lookedAt.get(edition);
    return last != null && System.nanoTime() - last < pause;
  }

  private void lookAtTogether(List<String> some, Map<String, Long> revisions) {
    try {
      lookAt(some, revisions);
    } catch (RuntimeException e) {
      log.warn("{} editions can't be looked at together: {}", some.size(), e.toString());
      for (String edition : some) {
        if (!lookedAtJustNow(edition)) {
          // Also where it can't be looked at: then it keeps the others from it until they come
          // again, and not for ever.
          rest(edition);
          lookAt(List.of(edition), revisions);
        }
      }
    }
  }

  private void lookAt(List<String> some, Map<String, Long> revisions) {
    reconciling.reconcile(
        some,
        (edition, report) -> {
          rest(edition);
          note(edition, report, revisions.get(edition));
        });
  }

  private void rest(String edition) {
    lookedAt.put(edition, System.nanoTime());
  }

  private void note(String edition, SeatsReport report, @Nullable Long revision) {
    count("released", report.released());
    count("note-settled", report.notesSettled());
    count("adopted", report.adopted());
    count("count-corrected", report.corrected());
    if (report.violations() > 0) {
      log.error("edition {}: {} seats do not add up", edition, report.violations());
      violationsByEdition.put(edition, report.violations());
    } else {
      violationsByEdition.remove(edition);
    }
    violations.set(violationsByEdition.values().stream().mapToInt(i -> i).sum());
    if (report.settled() && revision != null) {
      settledRevisions.put(edition, revision);
    }
  }

  /**
   * An edition's seats are made with its maximum; that it is changed is rare. One that is not known
   * to be published keeps the maximum it has.
   */
  private void followMaxima() {
    Map<String, Optional<Integer>> followed = seats.maxima();
    editions
        .maxima()
        .forEach((edition, maximum) -> {
          if (!maximum.equals(followed.getOrDefault(edition, maximum))) {
            seats.changeCapacity(edition, maximum.orElse(null));
          }
        });
  }

  private void count(String action, int howMany) {
    meters.counter("leergang.seats.reconciled", "action", action).increment(howMany);
  }
}
