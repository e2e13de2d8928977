package nl.leergang.registration.persistence;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import nl.leergang.registration.seating.Claim;
import nl.leergang.registration.seating.Note;
import nl.leergang.registration.seating.SeatsState;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The shape of {@code edition_seats}. */
public final class EditionSeatsDocument {

  public static final String COLLECTION = "edition_seats";

  private EditionSeatsDocument() {}

  /**
   * Nobody has a seat yet.
   *
   * @param capacity null for an edition without a maximum
   */
  public static Document fresh(String editionId, @Nullable Integer capacity) {
    Document document =
        new Document("_id", editionId)
            .append("claims", List.of())
            .append("notes", List.of())
            .append("nextNumber", 1L)
            .append("waiting", 0L)
            .append("queueOpen", false)
            .append("dirty", capacity != null)
            .append("revision", 1L);
    if (capacity != null) {
      document.append("capacity", capacity);
    }
    return document;
  }

  static SeatsState state(Document document) {
    return new SeatsState(
        document.getString("_id"),
        document.getInteger("capacity"),
        claims(document),
        notes(document),
        number(document, "nextNumber"),
        number(document, "waiting"),
        document.getBoolean("queueOpen", false),
        number(document, "revision"));
  }

  static List<Claim> claims(Document document) {
    return document.getList("claims", Document.class, List.of()).stream()
        .map(claim ->
            new Claim(
                claim.get("registration", UUID.class),
                claim.get("claim", UUID.class),
                claim.getDate("at").toInstant(),
                claim.getLong("promotedFrom")))
        .toList();
  }

  static List<Note> notes(Document document) {
    return document.getList("notes", Document.class, List.of()).stream()
        .map(note ->
            new Note(
                note.get("registration", UUID.class),
                note.get("claim", UUID.class),
                number(note, "number"),
                note.getInteger("priority", 0),
                number(note, "position"),
                note.getDate("at").toInstant()))
        .toList();
  }

  static Document claim(UUID registration, UUID claim, Date at) {
    return new Document("registration", registration).append("claim", claim).append("at", at);
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }
}
