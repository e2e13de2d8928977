package nl.leergang.notification.ledger;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The mails to some participants that are under way, as they were when they were looked for. One
 * that is taken after that look finds, in its own look, the mails that this one was made for.
 */
public final class UnderWay {

  private final Map<String, List<Mail>> byRegistration;

  UnderWay(Map<String, List<Mail>> byRegistration) {
    this.byRegistration = byRegistration;
  }

  /** Whether a mail on the status of this registration is still under way. */
  public boolean statusMail(String registrationId) {
    return any(registrationId, mail -> mail.kind() == Template.Kind.STATUS);
  }

  /** Whether another mail on the status of the same registration is in a sender's hands. */
  public boolean otherStatusMailBeingSent(Notification one) {
    return any(
        one.contactId(),
        mail ->
            mail.kind() == Template.Kind.STATUS
                && mail.status() == Status.SENDING
                && !mail.id().equals(one.id()));
  }

  /** Whether another mail to the same person tells of the same session. */
  public boolean otherMove(Notification one) {
    return any(
        one.contactId(),
        mail ->
            mail.kind() == Template.Kind.MOVE
                && mail.sessionId() != null
                && mail.sessionId().equals(one.sessionId())
                && !mail.id().equals(one.id()));
  }

  private boolean any(String registrationId, Predicate<Mail> what) {
    return byRegistration.getOrDefault(registrationId, List.of()).stream().anyMatch(what);
  }

  record Mail(String id, Template.Kind kind, @Nullable String sessionId, Status status) {}
}
