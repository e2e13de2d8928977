package nl.leergang.messaging.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.leergang.messaging.Each;
import nl.leergang.messaging.EventJson;
import nl.leergang.messaging.InboundEvent;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Documents marked {@code dirty}, whose present state is to be published. */
final class SnapshotBacklog implements Backlog {

  private static final String SENT_AT = "snapshotAt";
  private static final Bson DIRTY = Filters.eq("dirty", true);
  static final IndexModel INDEX =
      new IndexModel(
          Indexes.ascending("dirty", SENT_AT),
          new IndexOptions().name("snapshot_waiting").partialFilterExpression(DIRTY));
  // So that thousands of documents that change all the time cost a bounded share of the database.
  private static final int PER_SWEEP = 200;
  private static final Duration PERHAPS_STALE = Duration.ofHours(1);
  private static final int COUNT_LIMIT = 100_000;

  private final SnapshotSource snapshots;
  private final MongoCollection<Document> collection;
  private final String source;

  SnapshotBacklog(MongoDatabase database, SnapshotSource snapshots, String source) {
    this.snapshots = snapshots;
    this.collection = database.getCollection(snapshots.collection());
    this.source = source;
  }

  @Override
  public String name() {
    return snapshots.topic();
  }

  @Override
  public int perSweep() {
    return PER_SWEEP;
  }

  @Override
  public boolean isUrgent() {
    return false;
  }

  /**
   * A sender that was killed may have left an old state as the last in the log, after another one
   * had published the present one and cleared the mark. Whoever starts again publishes what changed
   * lately once more.
   */
  @Override
  public void begin() {
    Date since = Date.from(Instant.now().minus(PERHAPS_STALE));
    collection.updateMany(Filters.gt(SENT_AT, since), Updates.set("dirty", true));
  }

  @Override
  public List<Object> waiting(int limit, Predicate<Object> skip) {
    List<Object> ids = new ArrayList<>();
    try (var documents =
        collection
            .find(dirtyAndDue())
            .sort(Indexes.ascending("dirty", SENT_AT))
            .projection(Projections.include("_id"))
            .cursor()) {
      while (ids.size() < limit && documents.hasNext()) {
        Object id = documents.next().get("_id", Object.class);
        if (!skip.test(id)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** The mark stays where the last one is too recent; the sweep comes back to it. */
  private Bson dirtyAndDue() {
    Instant now = Instant.now();
    Instant latest = now.minus(snapshots.minInterval());
    return Filters.and(
        DIRTY,
        Filters.or(
            Filters.eq(SENT_AT, null),
            Filters.lte(SENT_AT, Date.from(latest)),
            // A clock that was set back must not silence it.
            Filters.gt(SENT_AT, Date.from(now))));
  }

  @Override
  public List<Parcel> load(Collection<Object> ids) {
    List<Parcel> parcels = new ArrayList<>();
    Document fields = new Document(snapshots.fields()).append(snapshots.revisionField(), 1);
    for (Document state :
        collection.find(Filters.and(Filters.in("_id", ids), dirtyAndDue())).projection(fields)) {
      Object id = state.get("_id", Object.class);
      long revision = state.get(snapshots.revisionField(), Number.class).longValue();
      InboundEvent event =
          new InboundEvent(
              UUID.randomUUID().toString(),
              snapshots.type(),
              source,
              String.valueOf(id),
              revision,
              Instant.now(),
              EventJson.write(snapshots.payload(state)));
      parcels.add(new Parcel(id, List.of(new Letter(snapshots.topic(), event))));
    }
    return parcels;
  }

  /** The state is made of what is stored when it is sent, never of an event. */
  @Override
  public Parcel parcel(Object id, List<OutboxEvent> events) {
    throw new UnsupportedOperationException("snapshots have no events");
  }

  @Override
  public List<Object> settle(List<Receipt> receipts) {
    List<Object> ids = new ArrayList<>();
    List<Long> revisions = new ArrayList<>();
    for (Receipt receipt : receipts) {
      if (receipt.acknowledged() > 0) {
        ids.add(receipt.parcel().id());
        revisions.add(receipt.parcel().letters().getFirst().event().sequence());
      }
    }
    if (!ids.isEmpty()) {
      // What was sent may have been overtaken: the log then ends with an old state unless the
      // present one follows, even if another sender has already published and cleared it.
      Document overtaken =
          new Document("$ne", List.of("$" + snapshots.revisionField(), Each.own(ids, revisions)));
      collection.updateMany(
          Filters.in("_id", ids),
          List.of(
              new Document("$set", new Document("dirty", overtaken).append(SENT_AT, new Date()))));
    }
    return List.of();
  }

  @Override
  public Depth depth() {
    // Without a time of marking there is no age; the count shows a standstill.
    return new Depth(collection.countDocuments(DIRTY, new CountOptions().limit(COUNT_LIMIT)), 0);
  }
}
