package nl.leergang.notification.ledger;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ends of a mail's way: stored and, in the same write, noted for publication. */
@Component
class Outcomes {

  static final String TOPIC = "notification.notifications";

  private final MongoCollection<Document> mails;
  private final Outbox outbox;
  private final Clock clock;

  Outcomes(MongoDatabase database, Outbox outbox, Clock clock) {
    this.mails = database.withWriteConcern(WriteConcern.MAJORITY).getCollection(Intents.COLLECTION);
    this.outbox = outbox;
    this.clock = clock;
  }

  boolean sent(Claim claim, Instant at) {
    Notification mail = claim.mail();
    int attempts = mail.attempts() + 1;
    OutboxEvent event =
        outbox.event(
            TOPIC,
            mail.eventSeq() + 1,
            "nl.leergang.notification.notification-sent.v1",
            NotificationSent.of(mail, attempts, claim.resend() || mail.uncertain(), at));
    return end(
        claim,
        new Document("status", Status.SENT.name())
            .append("sentAt", Date.from(at))
            .append("attempts", attempts),
        new Document("lastError", ""),
        event);
  }

  boolean failed(Claim claim, Status status, String error) {
    Notification mail = claim.mail();
    int attempts = mail.attempts() + 1;
    OutboxEvent event =
        outbox.event(
            TOPIC,
            mail.eventSeq() + 1,
            "nl.leergang.notification.notification-failed.v1",
            NotificationFailed.of(mail, attempts, status, clock.instant()));
    return end(
        claim,
        new Document("status", status.name())
            .append("attempts", attempts)
            .append("lastError", error),
        new Document(),
        event);
  }

  private boolean end(Claim claim, Document changes, Document gone, OutboxEvent event) {
    boolean done =
        mails
                .updateOne(
                    MongoLedger.held(claim),
                    new Document(
                            "$set",
                            changes.append("active", false).append("eventSeq", event.sequence()))
                        .append(
                            "$unset",
                            gone.append("lease", "")
                                .append("phase", "")
                                .append("nextAttemptAt", "")
                                .append("again", ""))
                        .append(
                            "$push",
                            new Document(
                                "outbox", new Document("$each", Outbox.documents(List.of(event))))))
                .getModifiedCount()
            == 1;
    if (done) {
      outbox.published(Intents.COLLECTION, claim.id());
    }
    return done;
  }

  /**
   * A mail was accepted by the mail server.
   *
   * @param uncertain it may have been accepted more than once
   */
  record NotificationSent(
      String notificationId,
      String template,
      @Nullable String registrationId,
      @Nullable String brochureRequestId,
      String messageId,
      int attempts,
      boolean uncertain,
      Instant at) {
    static NotificationSent of(Notification mail, int attempts, boolean uncertain, Instant at) {
      return new NotificationSent(
          mail.id(),
          mail.template().wireName(),
          mail.onBrochure() ? null : mail.contactId(),
          mail.onBrochure() ? mail.contactId() : null,
          mail.messageId(),
          attempts,
          uncertain,
          at);
    }
  }

  /**
   * A mail will not be tried any more.
   *
   * @param reason {@code REFUSED}, or {@code OUTCOME_UNKNOWN} where it may have arrived after all;
   *     never the server's own words, which may name the person
   */
  record NotificationFailed(
      String notificationId,
      String template,
      @Nullable String registrationId,
      @Nullable String brochureRequestId,
      int attempts,
      String reason,
      Instant at) {
    static NotificationFailed of(Notification mail, int attempts, Status status, Instant at) {
      return new NotificationFailed(
          mail.id(),
          mail.template().wireName(),
          mail.onBrochure() ? null : mail.contactId(),
          mail.onBrochure() ? mail.contactId() : null,
          attempts,
          status == Status.UNKNOWN ? "OUTCOME_UNKNOWN" : "REFUSED",
          at);
    }
  }
}
