package nl.leergang.notification.replica;

import org.bson.Document;

/**
 * What one person was last told of one session.
 *
 * @param by the mail in the ledger that told it
 */
public record Told(int sequence, Slot slot, String by) {

  public static Told of(Session session, String by) {
    return new Told(session.sequence(), session.slot(), by);
  }

  public Document toDocument() {
    return new Document("sequence", sequence).append("slot", slot.toDocument()).append("by", by);
  }

  public static Told from(Document document) {
    return new Told(
        document.getInteger("sequence"),
        Slot.from(document.get("slot", Document.class)),
        document.getString("by"));
  }
}
