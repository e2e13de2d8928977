package nl.leergang.messaging.inbox;

import java.util.List;

/** Staff's view on events that could not be applied. Every replay and discard is audited. */
public interface ParkedEvents {

  /** What became of a replay or a discard. */
  enum Outcome {
    /** Applied, and with it what waited behind it. */
    APPLIED,
    /** Still cannot be applied; it stays where it is. */
    STILL_PARKED,
    /** Given up; what waited behind it was applied. */
    DISCARDED,
    /** There is no such parked event, or no longer. */
    NOT_FOUND
  }

  /**
   * Oldest first.
   *
   * @param page from 1
   */
  List<ParkedEvent> list(int page, int size);

  long count();

  /** Tries to apply it once more, for instance after a new version of the reader was deployed. */
  Outcome replay(String id, String actor);

  /** Gives it up: the fence moves past it and what waited behind it is applied. */
  Outcome discard(String id, String actor);

  /**
   * Gives up the events that are missing before this one, the first that stands for its key: the
   * fence moves to just before it, and it is applied with what waited behind it.
   */
  Outcome closeGap(String id, String actor);
}
