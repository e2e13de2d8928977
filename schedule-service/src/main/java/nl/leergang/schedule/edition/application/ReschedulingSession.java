package nl.leergang.schedule.edition.application;

import java.time.Clock;
import java.util.Optional;
import nl.leergang.schedule.edition.Decision;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.edition.SessionId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Staff move a session to another time or place. */
@Service
public class ReschedulingSession {

  private final Editions editions;
  private final Clock clock;

  ReschedulingSession(Editions editions, Clock clock) {
    this.editions = editions;
    this.clock = clock;
  }

  /**
   * @return empty when there is no such edition
   */
  public Optional<Decision> reschedule(
      EditionId edition,
      SessionId session,
      Session.Target target,
      @Nullable Integer expectedSequence,
      @Nullable String reason) {
    return editions.change(
        edition,
        current -> current.reschedule(session, target, expectedSequence, reason, clock.instant()));
  }
}
