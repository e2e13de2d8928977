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
import java.util.function.Predicate;
import nl.leergang.messaging.InboundEvent;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Events that wait in the {@code outbox} array of their aggregate's document. */
final class OutboxBacklog implements Backlog {

  private static final String OLDEST = "outbox.0.at";
  private static final Bson WAITING = Filters.exists(OLDEST);
  static final IndexModel INDEX =
      new IndexModel(
          Indexes.ascending(OLDEST),
          new IndexOptions().name("outbox_waiting").partialFilterExpression(WAITING));
  private static final int LETTERS_PER_PARCEL = 100;
  private static final int COUNT_LIMIT = 100_000;
  // What is younger is most likely in the hands of the instance that wrote it.
  private static final Duration FAST_PATH = Duration.ofSeconds(1);

  private final String name;
  private final MongoCollection<Document> collection;
  private final String source;

  OutboxBacklog(MongoDatabase database, OutboxCollection outbox, String source) {
    this.name = outbox.name();
    this.collection = database.getCollection(outbox.name());
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int perSweep() {
    return 500;
  }

  @Override
  public boolean isUrgent() {
    return true;
  }

  @Override
  public void begin() {
    // What an earlier run left is found like everything else.
  }

  @Override
  public List<Object> waiting(int limit, Predicate<Object> skip) {
    List<Object> ids = new ArrayList<>();
    // The machine's own clock: an application clock that stands still must not stop the sweep.
    Instant now = Instant.now();
    try (var documents =
        collection
            .find(WAITING)
            .sort(Indexes.ascending(OLDEST))
            .projection(Projections.include("outbox.at"))
            .cursor()) {
      while (ids.size() < limit && documents.hasNext()) {
        Document document = documents.next();
        Object id = document.get("_id");
        if (!skip.test(id) && !isFresh(document, now)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private static boolean isFresh(Document document, Instant now) {
    Instant at = oldest(document);
    return at == null || Duration.between(at, now).abs().compareTo(FAST_PATH) < 0;
  }

  private static @Nullable Instant oldest(Document document) {
    List<Document> entries = document.getList("outbox", Document.class, List.of());
    Date at = entries.isEmpty() ? null : entries.getFirst().getDate("at");
    return at == null ? null : at.toInstant();
  }

  @Override
  public List<Parcel> load(Collection<Object> ids) {
    List<Parcel> parcels = new ArrayList<>();
    Bson first =
        new Document("outbox", new Document("$slice", List.of("$outbox", LETTERS_PER_PARCEL)));
    for (Document document : collection.find(Filters.in("_id", ids)).projection(first)) {
      List<Document> entries = document.getList("outbox", Document.class, List.of());
      if (!entries.isEmpty()) {
        Object id = document.get("_id", Object.class);
        parcels.add(parcel(id, entries.stream().map(OutboxEvent::from).toList()));
      }
    }
    return parcels;
  }

  @Override
  public Parcel parcel(Object id, List<OutboxEvent> events) {
    return new Parcel(id, events.stream().map(event -> letter(id, event)).toList());
  }

  private Letter letter(Object id, OutboxEvent event) {
    return new Letter(
        event.topic(),
        new InboundEvent(
            event.id(),
            event.type(),
            source,
            String.valueOf(id),
            event.sequence(),
            event.at(),
            event.body()));
  }

  @Override
  public List<Object> settle(List<Receipt> receipts) {
    List<Object> documents = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    List<Object> more = new ArrayList<>();
    for (Receipt receipt : receipts) {
      if (receipt.acknowledged() > 0) {
        documents.add(receipt.parcel().id());
        receipt.parcel().letters().stream()
            .limit(receipt.acknowledged())
            .forEach(letter -> sent.add(letter.event().id()));
      }
      if (receipt.acknowledged() == LETTERS_PER_PARCEL) {
        more.add(receipt.parcel().id());
      }
    }
    if (!documents.isEmpty()) {
      // By id: events that were added meanwhile stay. One statement for all costs the database a
      // fraction of one for each.
      collection.updateMany(
          Filters.in("_id", documents), Updates.pull("outbox", Filters.in("id", sent)));
    }
    return more;
  }

  @Override
  public Depth depth() {
    Document oldest =
        collection
            .find(WAITING)
            .sort(Indexes.ascending(OLDEST))
            .projection(Projections.include("outbox.at"))
            .first();
    Instant at = oldest == null ? null : oldest(oldest);
    if (at == null) {
      return Depth.EMPTY;
    }
    long count = collection.countDocuments(WAITING, new CountOptions().limit(COUNT_LIMIT));
    return new Depth(count, Math.max(0, Duration.between(at, Instant.now()).toMillis() / 1000.0));
  }
}
