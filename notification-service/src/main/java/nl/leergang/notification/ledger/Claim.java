package nl.leergang.notification.ledger;

/**
 * A mail taken under a lease.
 *
 * @param token names this taking; every later write asks for it, so that who lost the lease stops
 * @param resend the bytes may have arrived before: exactly the stored ones are sent again
 * @param interrupted whoever had it before stopped between sending and noting the outcome
 */
public record Claim(Notification mail, String token, boolean resend, boolean interrupted) {

  public String id() {
    return mail.id();
  }

  /** This taking of this mail: a token is shared by all mails that were taken together. */
  public String taking() {
    return taking(id(), token);
  }

  static String taking(String id, String token) {
    return id + ":" + token;
  }
}
