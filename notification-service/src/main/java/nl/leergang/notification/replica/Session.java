package nl.leergang.notification.replica;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One session (bijeenkomst) of an edition as it stands.
 *
 * @param sequence the calendar's SEQUENCE (RFC 5545): rises with every change of time, place,
 *     status
 * @param reason why it was last moved or cancelled
 * @param since the edition's version in which its time or place last changed
 */
public record Session(
    String id,
    int number,
    String title,
    int sequence,
    Slot slot,
    @Nullable String reason,
    long since) {

  Document toDocument() {
    Document document =
        new Document("sessionId", id)
            .append("number", number)
            .append("title", title)
            .append("sequence", sequence)
            .append("slot", slot.toDocument())
            .append("since", since);
    if (reason != null) {
      document.append("reason", reason);
    }
    return document;
  }

  static Session from(Document document) {
    return new Session(
        document.getString("sessionId"),
        document.getInteger("number"),
        document.getString("title"),
        document.getInteger("sequence"),
        Slot.from(document.get("slot", Document.class)),
        document.getString("reason"),
        document.get("since", Number.class).longValue());
  }
}
