package nl.leergang.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One event that waits in its aggregate's document, under the field {@code outbox}.
 *
 * @param id minted once, when the event was made; the same on every delivery
 * @param sequence counts from 1 without gaps per aggregate and topic
 * @param body JSON; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id only
public record OutboxEvent(
    String id, String topic, long sequence, String type, Instant at, byte @Nullable [] body) {

  Document toDocument() {
    Document entry =
        new Document("id", id)
            .append("topic", topic)
            .append("seq", sequence)
            .append("type", type)
            .append("at", Date.from(at));
    if (body != null) {
      entry.append("body", new String(body, StandardCharsets.UTF_8));
    }
    return entry;
  }

  static OutboxEvent from(Document entry) {
    String body = entry.getString("body");
    return new OutboxEvent(
        entry.getString("id"),
        entry.getString("topic"),
        entry.get("seq", Number.class).longValue(),
        entry.getString("type"),
        entry.getDate("at").toInstant(),
        body == null ? null : body.getBytes(StandardCharsets.UTF_8));
  }
}
