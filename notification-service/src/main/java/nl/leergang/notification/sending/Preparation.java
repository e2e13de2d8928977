package nl.leergang.notification.sending;

import java.util.List;
import nl.leergang.notification.ledger.Move;
import nl.leergang.notification.ledger.Rendered;
import org.jspecify.annotations.Nullable;

/** What looking at a mail that is due came to. */
sealed interface Preparation {

  /**
   * @param participation whose knowledge of the schedule changes with this mail; null for mail to
   *     others
   */
  record Ready(Rendered mail, @Nullable Addressee participation) implements Preparation {}

  /** Something is not there yet, or another mail goes first. */
  record NotYet(String what) implements Preparation {}

  /** Not to be sent any more; where something newer must be told, that is noted instead. */
  record Superseded(String why, List<Move> instead) implements Preparation {}

  /** Can never be sent. */
  record Undeliverable(String why) implements Preparation {}

  /**
   * @param everySession the mail shows the whole schedule, not one session
   */
  record Addressee(String participationId, String editionId, boolean everySession) {}
}
