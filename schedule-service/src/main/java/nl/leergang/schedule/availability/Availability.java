package nl.leergang.schedule.availability;

import org.jspecify.annotations.Nullable;

/**
 * How full an edition is.
 *
 * @param freeSeats what a newcomer can get: none while others wait; null for no maximum
 */
public record Availability(@Nullable Integer freeSeats, int waiting) {

  /** An edition that registration has told nothing of yet: all seats are free. */
  public static Availability untouched(@Nullable Integer capacity) {
    return new Availability(capacity, 0);
  }

  public Availability {
    if (freeSeats != null) {
      freeSeats = waiting > 0 ? 0 : Math.max(0, freeSeats);
    }
  }
}
