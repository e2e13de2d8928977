package nl.leergang.notification.replica;

import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One registration as its mails see it.
 *
 * @param outcome what the submission came to, which is told before the decision's own event
 * @param statusSeq number of the event that gave it its present status
 * @param editionVersion the edition's version that the form showed
 * @param told by session; written by the sender alone
 * @param firstMessageId of the first mail to this person, for the thread in the mail program
 */
public record Participation(
    String id,
    String editionId,
    Status status,
    Status outcome,
    long statusSeq,
    boolean promoted,
    String reference,
    @Nullable Long editionVersion,
    @Nullable Integer position,
    Instant submittedAt,
    Map<String, Told> told,
    @Nullable String firstMessageId) {

  /** Where a registration stands, as far as mails go. */
  public enum Status {
    SUBMITTED,
    HELD,
    CONFIRMED,
    WAITLISTED;

    /** Whether the sessions stand in this person's calendar. */
    public boolean inCalendar() {
      return this == HELD || this == CONFIRMED;
    }
  }

  /** Where it stands; while the decision's own event is on its way, as the submission said. */
  public Status standing() {
    return status == Status.SUBMITTED ? outcome : status;
  }

  static Participation from(Document document) {
    Number version = document.get("editionVersion", Number.class);
    return new Participation(
        document.getString("_id"),
        document.getString("editionId"),
        Status.valueOf(document.getString("status")),
        Status.valueOf(document.getString("outcome")),
        document.get("statusSeq", Number.class).longValue(),
        document.getBoolean("promoted", false),
        document.getString("reference"),
        version == null ? null : version.longValue(),
        document.getInteger("position"),
        Instant.parse(document.getString("submittedAt")),
        Told.bySession(document.get("told", Document.class)),
        document.getString("firstMessageId"));
  }
}
