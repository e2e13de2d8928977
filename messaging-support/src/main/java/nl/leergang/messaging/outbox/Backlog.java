package nl.leergang.messaging.outbox;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import nl.leergang.messaging.InboundEvent;

/** Documents that have something to send, and how to note that it was sent. */
interface Backlog {

  /** What one document has to send now, in order. */
  record Parcel(Object id, List<Letter> letters) {}

  record Letter(String topic, InboundEvent event) {}

  /**
   * How far a parcel came.
   *
   * @param acknowledged how many letters, from the first on and without a hole, the broker has
   */
  record Receipt(Parcel parcel, int acknowledged) {}

  /** A name for hints and metrics: the collection, or the topic of a snapshot. */
  String name();

  /** How many documents a sweep takes at most; the rest is left to the next one. */
  int perSweep();

  /** Whether a sweep that found more than it takes is followed by another one at once. */
  boolean isUrgent();

  /** Once, before the first sweep. */
  void begin();

  /** Ids of documents with something to send, oldest first, at most {@code limit}. */
  List<Object> waiting(int limit, Predicate<Object> skip);

  /** Documents with nothing to send at this moment are left out. */
  List<Parcel> load(Collection<Object> ids);

  /** What {@link #load} would find right after these events were stored with a new document. */
  Parcel parcel(Object id, List<OutboxEvent> events);

  /**
   * Notes what was sent, that of many documents in one write; returns ids that have more to send.
   */
  List<Object> settle(List<Receipt> receipts);

  Depth depth();

  /**
   * @param documents how many documents wait, counted up to a limit
   * @param oldestSeconds age of the oldest
   */
  record Depth(long documents, double oldestSeconds) {
    static final Depth EMPTY = new Depth(0, 0);
  }
}
