package nl.leergang.notification.moves;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Replicas;
import org.springframework.stereotype.Component;

/**
 * Finds everybody who has to be told that an edition changed. The edition stays marked until all
 * its registrations have been looked at, so a fan-out that dies half-way starts again; mails that
 * it had noted already are met again and left alone.
 */
@Component
public class FanOut {

  private final Replicas replicas;
  private final Ledger ledger;
  private final Clock clock;

  public FanOut(Replicas replicas, Ledger ledger, Clock clock) {
    this.replicas = replicas;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Works off one marked edition.
   *
   * @return whether there was one
   */
  public boolean next() {
    Optional<Replicas.DueEdition> due = replicas.nextDueEdition();
    due.ifPresent(edition -> {
      replicas.edition(edition.editionId()).ifPresent(this::compare);
      replicas.fannedOut(edition);
    });
    return due.isPresent();
  }

  /** Looks at every edition, marked or not, that is not over: there are ever more of those. */
  public void sweep() {
    for (String id : replicas.editionIds()) {
      replicas
          .edition(id)
          .filter(edition -> !edition.isOverAt(clock.instant()))
          .ifPresent(this::compare);
    }
  }

  private void compare(Edition edition) {
    replicas.forEachParticipation(edition.id(), batch -> noteBehind(batch, edition));
  }

  private void noteBehind(List<Participation> batch, Edition edition) {
    ledger.insertIfAbsent(
        batch.stream()
            .flatMap(participation -> Behind.of(participation, edition).stream())
            .toList());
  }
}
