package nl.leergang.registration.seating;

import java.util.UUID;

/** What the edition's document decided for one registration. */
public sealed interface Seat {

  /** A seat; the registration that stores this claim holds it. */
  record Taken(UUID claim) implements Seat {}

  /**
   * A place in the queue.
   *
   * @param position from 1, as it was when the place was given out
   */
  record Queued(UUID claim, long number, int priority, long position) implements Seat {}

  /** Too many registrations are under way; nothing was decided. */
  record Busy() implements Seat {}
}
