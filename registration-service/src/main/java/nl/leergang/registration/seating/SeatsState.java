package nl.leergang.registration.seating;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The edition's document as it was read.
 *
 * @param capacity null when the edition has no maximum
 * @param waiting how many wait, notes included
 */
public record SeatsState(
    String editionId,
    @Nullable Integer capacity,
    List<Claim> claims,
    List<Note> notes,
    long nextNumber,
    long waiting,
    boolean queueOpen,
    long revision) {

  public boolean hasFreeSeat() {
    return capacity == null || claims.size() < capacity;
  }

  public int oversold() {
    return capacity == null ? 0 : Math.max(0, claims.size() - capacity);
  }

  /** A note of someone else that comes before this place: nobody may pass it. */
  public boolean hasNoteBefore(UUID registration, int priority, long number) {
    return notes.stream()
        .anyMatch(n -> !n.registration().equals(registration) && n.isBefore(priority, number));
  }
}
