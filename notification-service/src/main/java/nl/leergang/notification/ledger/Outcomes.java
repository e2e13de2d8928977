package nl.leergang.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.leergang.messaging.Each;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ends of a mail's way: stored and, in the same write, noted for publication. */
@Component
class Outcomes {

  static final String TOPIC = "notification.notifications";

  /** What only a mail has that is under way. */
  private static final List<String> UNDER_WAY = List.of("lease", "phase", "nextAttemptAt", "again");

  private final MongoCollection<Document> mails;
  private final Outbox outbox;
  private final Clock clock;

  Outcomes(MongoDatabase database, Outbox outbox, Clock clock) {
    this.mails =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY)
            .getCollection(Intents.COLLECTION);
    this.outbox = outbox;
    this.clock = clock;
  }

  Set<String> sent(List<Ledger.Sent> sent) {
    Map<String, OutboxEvent> events = new HashMap<>();
    sent.forEach(one -> events.put(one.claim().taking(), event(one)));
    Map<String, List<Ledger.Sent>> byToken =
        sent.stream().collect(Collectors.groupingBy(one -> one.claim().token()));
    long changed = 0;
    for (List<Ledger.Sent> group : byToken.values()) {
      changed += noteTogether(group, events);
    }
    boolean all = changed == sent.size();
    List<Ledger.Sent> done = all ? sent : noted(sent);
    for (Ledger.Sent one : done) {
      OutboxEvent event = Objects.requireNonNull(events.get(one.claim().taking()));
      if (all && event.sequence() == 1) {
        // The first event that this document ever had, so all that it has, and surely this one:
        // an earlier attempt to write it would have left less to change.
        outbox.inserted(Intents.COLLECTION, one.claim().id(), List.of(event));
      } else {
        outbox.published(Intents.COLLECTION, one.claim().id());
      }
    }
    return done.stream().map(one -> one.claim().taking()).collect(Collectors.toSet());
  }

  private OutboxEvent event(Ledger.Sent one) {
    Notification mail = one.claim().mail();
    boolean uncertain = one.claim().resend() || mail.uncertain();
    return outbox.event(
        TOPIC,
        mail.eventSeq() + 1,
        "nl.leergang.notification.notification-sent.v1",
        NotificationSent.of(mail, mail.attempts() + 1, uncertain, one.at()));
  }

  private long noteTogether(List<Ledger.Sent> group, Map<String, OutboxEvent> events) {
    List<String> ids = new ArrayList<>(group.size());
    List<Document> changes = new ArrayList<>(group.size());
    List<Document> published = new ArrayList<>(group.size());
    for (Ledger.Sent one : group) {
      OutboxEvent event = Objects.requireNonNull(events.get(one.claim().taking()));
      ids.add(one.claim().id());
      changes.add(
          new Document("status", Status.SENT.name())
              .append("active", false)
              .append("sentAt", Date.from(one.at()))
              .append("attempts", one.claim().mail().attempts() + 1)
              .append("eventSeq", event.sequence()));
      published.addAll(Outbox.documents(List.of(event)));
    }
    List<Object> waiting =
        List.of(
            new Document("$ifNull", List.of("$outbox", List.of())),
            List.of(Each.own(ids, published)));
    return mails
        .updateMany(
            MongoLedger.ours(group.stream().map(Ledger.Sent::claim).toList()),
            List.of(
                Each.merged(Each.own(ids, changes)),
                new Document(
                    "$set", new Document("outbox", new Document("$concatArrays", waiting))),
                new Document("$unset", UNDER_WAY),
                new Document("$unset", "lastError")))
        .getModifiedCount();
  }

  /** Those of which we see our own note; another holder's bears another time. */
  private List<Ledger.Sent> noted(List<Ledger.Sent> sent) {
    Map<String, Date> at = new HashMap<>();
    mails
        .find(
            and(
                in("_id", sent.stream().map(one -> one.claim().id()).toList()),
                eq("status", Status.SENT.name())))
        .projection(Projections.include("sentAt"))
        .forEach(mail -> at.put(mail.getString("_id"), mail.getDate("sentAt")));
    return sent.stream()
        .filter(one -> Date.from(one.at()).equals(at.get(one.claim().id())))
        .toList();
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
    Document changes =
        new Document("status", status.name())
            .append("attempts", attempts)
            .append("lastError", error);
    boolean done =
        mails.updateOne(MongoLedger.held(claim), ended(changes, event)).getModifiedCount() == 1;
    if (done) {
      outbox.published(Intents.COLLECTION, claim.id());
    }
    return done;
  }

  private static Document ended(Document changes, OutboxEvent event) {
    Document gone = new Document();
    UNDER_WAY.forEach(field -> gone.append(field, ""));
    return new Document(
            "$set", changes.append("active", false).append("eventSeq", event.sequence()))
        .append("$unset", gone)
        .append(
            "$push",
            new Document("outbox", new Document("$each", Outbox.documents(List.of(event)))));
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
