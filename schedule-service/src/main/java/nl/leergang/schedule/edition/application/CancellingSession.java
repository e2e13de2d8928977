package nl.leergang.schedule.edition.application;

import java.util.Optional;
import nl.leergang.schedule.edition.Decision;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.edition.SessionId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Staff cancel a session. */
@Service
public class CancellingSession {

  private final Editions editions;

  CancellingSession(Editions editions) {
    this.editions = editions;
  }

  /**
   * @return empty when there is no such edition
   */
  public Optional<Decision> cancel(EditionId edition, SessionId session, @Nullable String reason) {
    return editions.change(edition, current -> current.cancel(session, reason));
  }
}
