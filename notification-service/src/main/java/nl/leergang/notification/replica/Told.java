package nl.leergang.notification.replica;

import org.bson.Document;

/**
 * What one person was last told of one session.
 *
 * @param by the mail that told it; once noted, with the taking of it by which it was told
 */
public record Told(int sequence, Slot slot, String by) {

  public static Told of(Session session, String by) {
    return new Told(session.sequence(), session.slot(), by);
  }

  public Told by(String taking) {
    return new Told(sequence, slot, taking);
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
