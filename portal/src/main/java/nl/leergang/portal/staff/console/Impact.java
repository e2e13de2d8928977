package nl.leergang.portal.staff.console;

import java.time.Instant;

/**
 * Whom a move or cancellation of a session concerns: those with a seat get a calendar update, those
 * who wait a mail without one.
 */
public record Impact(long confirmed, long held, long waitlisted, Instant at) {

  /** Those whose calendar changes too. */
  public long seated() {
    return confirmed + held;
  }

  public long total() {
    return confirmed + held + waitlisted;
  }
}
