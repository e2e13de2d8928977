package nl.leergang.notification.ledger;

/** Where a mail stands. */
public enum Status {
  /** Something it is made of has not arrived, or another mail has to go first. */
  WAITING,
  /** Due. */
  PENDING,
  /** Taken by an instance, under a lease. */
  SENDING,
  /** Accepted by the mail server. */
  SENT,
  /** Deferred; it is tried again. */
  RETRY,
  /** Will not be sent; staff have to look. */
  FAILED,
  /** The bytes went out, the answer did not come back. Sent again a few times, then staff's. */
  UNKNOWN,
  /** A newer mail says it better, or the person was erased. */
  SUPERSEDED
}
