package nl.leergang.notification.sending;

import java.time.Duration;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.replica.Replicas;
import org.springframework.stereotype.Component;

/**
 * Removes the personal data that is kept in mails: of who was erased at once, of others in time.
 */
@Component
class Forgetting {

  private static final int ERASURES = 100;

  private final Ledger ledger;
  private final Replicas replicas;
  private final Duration keepBytes;

  Forgetting(Ledger ledger, Replicas replicas, MailProperties properties) {
    this.ledger = ledger;
    this.replicas = replicas;
    this.keepBytes = properties.keepBytes();
  }

  void erased() {
    for (String contact : replicas.erasedContacts(ERASURES)) {
      if (ledger.erase(contact)) {
        replicas.scrubbed(contact);
      }
    }
  }

  void old() {
    ledger.forgetBytes(keepBytes);
  }
}
