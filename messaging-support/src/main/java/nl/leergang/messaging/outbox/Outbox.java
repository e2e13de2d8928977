package nl.leergang.messaging.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import nl.leergang.messaging.EventJson;
import org.bson.Document;

/**
 * Makes the events that are stored with the state, and tells the relay of documents that have some.
 */
public class Outbox {

  static final int MAX_DATA_BYTES = 64 * 1024;

  private final Clock clock;
  private final Hints hints;

  /** Takes what was just stored to whoever sends it. */
  @FunctionalInterface
  interface Hints {
    void stored(String collection, Object id, List<OutboxEvent> whole);
  }

  Outbox(Clock clock, Hints hints) {
    this.clock = clock;
    this.hints = hints;
  }

  /**
   * An event for the aggregate's document. Its id is minted here, once.
   *
   * @param sequence the aggregate's next number for this topic, from 1
   * @throws EventTooLargeException when the data exceeds 64 KB
   */
  public OutboxEvent event(String topic, long sequence, String type, Object payload) {
    byte[] body = EventJson.write(payload);
    if (body.length > MAX_DATA_BYTES) {
      throw new EventTooLargeException(type, body.length, MAX_DATA_BYTES);
    }
    return new OutboxEvent(newId(), topic, sequence, type, now(), body);
  }

  /** An event without data: on a compacted topic it removes what is known under the key. */
  public OutboxEvent tombstone(String topic, long sequence, String type) {
    return new OutboxEvent(newId(), topic, sequence, type, now(), null);
  }

  /**
   * The entries for the field {@code outbox}: for an insert, or for {@code $push} with {@code
   * $each}.
   */
  public static List<Document> documents(List<OutboxEvent> events) {
    return events.stream().map(OutboxEvent::toDocument).toList();
  }

  /**
   * Tells the relay that the document's write was acknowledged. Never blocks and never throws; a
   * hint that finds no room is dropped, and the sweeper finds the document.
   */
  public void published(String collection, Object documentId) {
    hints.stored(collection, documentId, List.of());
  }

  /**
   * The same for a document that was just inserted: its events are sent without being read back.
   *
   * @param events all that the document was stored with, in order
   */
  public void inserted(String collection, Object documentId, List<OutboxEvent> events) {
    hints.stored(collection, documentId, events);
  }

  // As exact as what is stored, so that an event that is sent again is the same in every byte.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
