package nl.leergang.notification.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The delivery ledger. Every transition is one compare-and-set that asks for the claim's token; one
 * that finds the lease gone changes nothing and answers false. Leases are judged by the database's
 * clock alone.
 */
public interface Ledger {

  /** Takes mails that are due, and those whose holder let the lease run out. */
  List<Claim> claim(String owner, int max, Duration lease);

  /** Renews the leases that still stand; the {@linkplain Claim#taking() takings} that do. */
  Set<String> renew(Collection<Claim> claims, Duration lease);

  /**
   * The point of no return: from here on the bytes may have gone out. Stores them, and renews the
   * lease.
   */
  boolean enterData(Claim claim, Rendered mail, Duration lease);

  /** The same for a mail whose bytes are stored already. */
  boolean enterDataAgain(Claim claim, Duration lease);

  /** The bytes were held back at the last moment: the mail is due again and rendered afresh. */
  boolean withhold(Claim claim);

  /** Gives the mail back untouched, for whoever comes next. */
  boolean release(Claim claim);

  boolean waitFor(Claim claim, String what, Duration delay);

  boolean supersede(Claim claim, String why);

  boolean sent(Claim claim, Instant at);

  /** Certainly not delivered, to be tried again. */
  boolean retry(Claim claim, String error, Duration delay, boolean counts);

  /** Perhaps delivered, to be sent again as it was. */
  boolean unknown(Claim claim, String error, Duration delay);

  /** Perhaps delivered, and sent often enough: staff's from here. */
  boolean leaveUnknown(Claim claim, String error);

  boolean failed(Claim claim, String error);

  /** Inserts the mails that are not there yet. */
  void insertIfAbsent(List<Move> moves);

  /** Whether a mail on the status of this registration is still under way. */
  boolean statusMailUnderWay(String registrationId);

  /** Whether another mail on the status of this registration is in a sender's hands. */
  boolean otherStatusMailBeingSent(Claim claim);

  /**
   * Supersedes older moves of the session that nobody has taken.
   *
   * @return whether another move of it is being sent, or may have been; that one is awaited
   */
  boolean otherMoveUnderWay(Claim claim);

  /** Mails that wait for these contacts are looked at now. */
  void hasten(Collection<String> contactIds);

  /**
   * Cancels what waits for this contact and removes the personal data of what went out.
   *
   * @return false while one of its mails is being sent
   */
  boolean erase(String contactId);

  /** How many mails are under way, by status. */
  Map<Status, Long> underWay();

  /** Makes the indexes that the calls above rely on. */
  void createIndexes();
}
