package nl.leergang.notification.sending;

import java.time.Duration;

/**
 * What this instance knows of a lease, counted from before the database was asked: it runs out here
 * no later than there.
 */
final class Lease {

  private final long duration;
  private volatile long runsOut;
  private volatile boolean lost;

  Lease(Duration duration, long askedAt) {
    this.duration = duration.toNanos();
    this.runsOut = askedAt + this.duration;
  }

  void renewed(long askedAt) {
    runsOut = askedAt + duration;
  }

  void lost() {
    lost = true;
  }

  boolean stands() {
    return !lost && System.nanoTime() - runsOut < 0;
  }
}
