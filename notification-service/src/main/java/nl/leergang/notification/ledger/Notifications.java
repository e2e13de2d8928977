package nl.leergang.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger as staff read it, and their one way to change it. */
@Component
public class Notifications {

  private final MongoCollection<Document> mails;

  Notifications(MongoDatabase database) {
    this.mails =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY)
            .getCollection(Intents.COLLECTION);
  }

  /** Newest first. Without the bytes. */
  public List<Notification> find(
      @Nullable String contactId, Collection<Status> statuses, int skip, int limit) {
    return mails
        .find(filter(contactId, statuses))
        .sort(Sorts.descending("createdAt", "_id"))
        .skip(skip)
        .limit(limit)
        .projection(Projections.exclude("bytes", "outbox"))
        .map(Notification::from)
        .into(new ArrayList<>());
  }

  public long count(@Nullable String contactId, Collection<Status> statuses) {
    // Counting all of them one by one would read the whole ledger.
    return contactId == null && statuses.isEmpty()
        ? mails.estimatedDocumentCount()
        : mails.countDocuments(filter(contactId, statuses));
  }

  private static Bson filter(@Nullable String contactId, Collection<Status> statuses) {
    List<Bson> filters = new ArrayList<>();
    if (contactId != null) {
      filters.add(eq("contactId", contactId));
    }
    if (!statuses.isEmpty()) {
      filters.add(in("status", statuses.stream().map(Status::name).toList()));
    }
    return filters.isEmpty() ? new Document() : and(filters);
  }

  /** With the bytes, where it was rendered. */
  public Optional<Notification> find(String id) {
    return Optional.ofNullable(mails.find(eq("_id", id)).map(Notification::from).first());
  }

  /**
   * Makes the mail due again, to be rendered afresh under its old Message-ID.
   *
   * @return false where it is being sent at this moment, or superseded
   */
  public boolean sendAgain(String id) {
    return mails
            .updateOne(
                and(
                    eq("_id", id),
                    ne("status", Status.SENDING.name()),
                    ne("status", Status.SUPERSEDED.name())),
                new Document(
                        "$set",
                        new Document("status", Status.PENDING.name())
                            .append("active", true)
                            .append("again", true)
                            .append("resends", 0)
                            .append("nextAttemptAt", Intents.AT_ONCE))
                    .append(
                        "$unset",
                        new Document("phase", "")
                            .append("firstTriedAt", "")
                            .append("lastError", "")))
            .getMatchedCount()
        == 1;
  }
}
