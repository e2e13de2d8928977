package nl.leergang.registration.seating;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the queue that was given out while it is not yet known whether its registration is
 * stored. Without it, a writer that stalls between the two writes would lose its place.
 *
 * @param position how many waited when it was given out, itself included
 */
public record Note(
    UUID registration, UUID id, long number, int priority, long position, Instant at) {

  /** Whether this place comes before another one. */
  public boolean isBefore(int otherPriority, long otherNumber) {
    return priority != otherPriority ? priority < otherPriority : number < otherNumber;
  }
}
