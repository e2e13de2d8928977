package nl.leergang.notification.sending;

import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Rendered;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.sending.Preparation.Addressee;
import nl.leergang.notification.sending.Preparation.Ready;
import org.jspecify.annotations.Nullable;

/**
 * A mail in phase DATA: its bytes are stored, what it tells is noted, only its turn at the server
 * is to come.
 *
 * @param participation as it was when the mail was made; null for mail on a brochure
 */
record Outgoing(Claim claim, Ready ready, Lease lease, @Nullable Participation participation) {

  Rendered mail() {
    return ready.mail();
  }

  @Nullable Addressee addressee() {
    return ready.participation();
  }

  Replicas.Telling telling() {
    Addressee addressee = ready.participation();
    if (addressee == null) {
      throw new IllegalStateException("this mail tells nobody of the schedule");
    }
    return new Replicas.Telling(
        addressee.participationId(), claim.taking(), mail().tells(), claim.mail().messageId());
  }
}
