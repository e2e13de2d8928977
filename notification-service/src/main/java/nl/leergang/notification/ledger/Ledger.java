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
   * The point of no return: from here on the bytes may have gone out. Stores them, where they are
   * not stored already, for all of the mails in one write.
   *
   * @return the {@linkplain Claim#taking() takings} that still stood
   */
  Set<String> enterData(List<Departure> departures);

  /** The bytes were held back at the last moment: the mail is due again and rendered afresh. */
  boolean withhold(Claim claim);

  /** Gives the mail back untouched, for whoever comes next. */
  boolean release(Claim claim);

  /** Something is missing: each is looked at again after its delay. */
  void waitFor(List<Waiting> waiting);

  boolean supersede(Claim claim, String why);

  /**
   * The mail server took them.
   *
   * @return the {@linkplain Claim#taking() takings} for which this could be noted
   */
  Set<String> sent(List<Sent> mails);

  /** This attempt certainly did not deliver it; to be tried again, one to resend as it is. */
  boolean retry(Claim claim, String error, Duration delay, boolean counts);

  /** Perhaps delivered, to be sent again as it was. */
  boolean unknown(Claim claim, String error, Duration delay);

  /** Perhaps delivered, and sent often enough: staff's from here. */
  boolean leaveUnknown(Claim claim, String error);

  boolean failed(Claim claim, String error);

  /** Inserts the mails that are not there yet. */
  void insertIfAbsent(List<Move> moves);

  /** The mails to these participants that are still under way. */
  UnderWay underWay(Collection<String> registrationIds);

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

  /**
   * Removes the stored bytes of mails whose way has ended and that are older than this.
   *
   * @return how many had bytes
   */
  long forgetBytes(Duration olderThan);

  /** How many mails are under way, by status. */
  Map<Status, Long> countUnderWay();

  /** Makes the indexes that the calls above rely on. */
  void createIndexes();

  /** A mail about to go out. */
  record Departure(Claim claim, Rendered mail) {}

  /**
   * @param at when the server's reply came
   */
  record Sent(Claim claim, Instant at) {}

  record Waiting(Claim claim, String what, Duration delay) {}
}
