package nl.leergang.notification.sending;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import org.springframework.stereotype.Component;

/** The mails that this instance holds, and the renewal of their leases. */
@Component
class HeldLeases {

  private final Ledger ledger;
  private final Duration duration;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  HeldLeases(Ledger ledger, MailProperties properties) {
    this.ledger = ledger;
    this.duration = properties.lease();
  }

  /**
   * @param askedAt when the database was asked for the claim
   */
  Held hold(Claim claim, long askedAt) {
    Held one = new Held(claim, new Lease(duration, askedAt));
    held.put(claim.taking(), one);
    return one;
  }

  void letGo(Claim claim) {
    held.remove(claim.taking());
    if (held.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  int size() {
    return held.size();
  }

  /** Waits until nothing is held any more, but no longer than this. */
  synchronized void awaitNone(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        left > 0 && !held.isEmpty();
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  void renew() {
    List<Held> all = List.copyOf(held.values());
    if (all.isEmpty()) {
      return;
    }
    long askedAt = System.nanoTime();
    Set<String> standing = ledger.renew(all.stream().map(Held::claim).toList(), duration);
    for (Held one : all) {
      if (standing.contains(one.claim().taking())) {
        one.lease().renewed(askedAt);
      }
      // One that is missing may just have reached its end: it is not called lost for that.
    }
  }

  /** A mail with its lease. */
  record Held(Claim claim, Lease lease) {}
}
