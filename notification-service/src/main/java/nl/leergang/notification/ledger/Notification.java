package nl.leergang.notification.ledger;

import java.time.Instant;
import java.util.Map;
import nl.leergang.notification.replica.Told;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One mail in the ledger.
 *
 * @param contactId the registration or brochure request whose contact it goes to or speaks of
 * @param sessionSequence of the move it tells of
 * @param statusSeq number of the event that gave the status it tells of
 * @param uncertain it was once unknown whether it arrived; stays for staff to see
 * @param resends how often it was sent while its outcome was unknown
 * @param again staff asked for it, so that it is sent though it was before
 * @param before what the person had been told when it was rendered: the "old" of a move
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are sent, never compared
public record Notification(
    String id,
    Template template,
    String contactId,
    @Nullable String editionId,
    @Nullable String sessionId,
    int sessionSequence,
    long statusSeq,
    Status status,
    boolean active,
    boolean uncertain,
    boolean again,
    int attempts,
    int resends,
    int waits,
    Instant createdAt,
    @Nullable Instant firstTriedAt,
    @Nullable Instant sentAt,
    String messageId,
    @Nullable String recipient,
    @Nullable String subject,
    @Nullable String lastError,
    byte @Nullable [] bytes,
    Map<String, Told> tells,
    Map<String, Told> before,
    long eventSeq) {

  /** Whether the mail belongs to a brochure request and not to a registration. */
  public boolean onBrochure() {
    return template == Template.BROCHURE || template == Template.OFFICE_BROCHURE;
  }

  static Notification from(Document document) {
    Binary bytes = document.get("bytes", Binary.class);
    Number statusSeq = document.get("statusSeq", Number.class);
    return new Notification(
        document.getString("_id"),
        Template.valueOf(document.getString("template")),
        document.getString("contactId"),
        document.getString("editionId"),
        document.getString("sessionId"),
        document.getInteger("sessionSequence", 0),
        statusSeq == null ? 0 : statusSeq.longValue(),
        Status.valueOf(document.getString("status")),
        document.getBoolean("active", false),
        document.getBoolean("uncertain", false),
        document.getBoolean("again", false),
        document.getInteger("attempts", 0),
        document.getInteger("resends", 0),
        document.getInteger("waits", 0),
        document.getDate("createdAt").toInstant(),
        instant(document, "firstTriedAt"),
        instant(document, "sentAt"),
        document.getString("messageId"),
        document.getString("to"),
        document.getString("subject"),
        document.getString("lastError"),
        bytes == null ? null : Packed.mail(bytes),
        Told.bySession(document.get("tells", Document.class)),
        Told.bySession(document.get("before", Document.class)),
        document.get("eventSeq", Number.class) == null
            ? 0
            : document.get("eventSeq", Number.class).longValue());
  }

  private static @Nullable Instant instant(Document document, String field) {
    return document.getDate(field) == null ? null : document.getDate(field).toInstant();
  }
}
