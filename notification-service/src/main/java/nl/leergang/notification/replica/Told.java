package nl.leergang.notification.replica;

import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

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

  static Told from(Document document) {
    return new Told(
        document.getInteger("sequence"),
        Slot.from(document.get("slot", Document.class)),
        document.getString("by"));
  }

  /** By session, as documents keep it. */
  public static Document documents(Map<String, Told> told) {
    Document documents = new Document();
    told.forEach(
        (session, what) -> documents.append(FieldNames.encode(session), what.toDocument()));
    return documents;
  }

  /** The same read again; sorted, and empty where there is none. */
  public static Map<String, Told> bySession(@Nullable Document documents) {
    Map<String, Told> told = new TreeMap<>();
    if (documents != null) {
      documents.forEach((field, what) -> told.put(FieldNames.decode(field), from((Document) what)));
    }
    return told;
  }
}
