package nl.leergang.messaging.inbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.leergang.messaging.CloudEvents;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Where events stand that can't be applied yet: with their original bytes and headers, in the
 * collection {@code parked_events}.
 */
final class ParkingLot {

  static final String COLLECTION = "parked_events";
  static final IndexModel BY_KEY =
      new IndexModel(
          Indexes.ascending("collection", "key", "seq"), new IndexOptions().name("parked_by_key"));
  private static final int DRAINED_AT_ONCE = 100;

  /** Why it stands there. */
  enum Reason {
    POISON,
    GAP,
    BEHIND_POISON,
    /** Given up by staff, but its turn has not come; then the fence moves past it. */
    DISCARDED
  }

  record Arrival(ConsumerRecord<byte[], byte[]> message, Reason reason, @Nullable String detail) {}

  record Parked(String id, Reason reason, ConsumerRecord<byte[], byte[]> message) {}

  private final MongoCollection<Document> lot;

  ParkingLot(MongoDatabase database) {
    this.lot = database.getCollection(COLLECTION);
  }

  /** One record per event: a second delivery of the same finds the first. */
  void park(Projection projection, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      Document insert = document(projection, arrival.message());
      List<Bson> updates = new ArrayList<>();
      insert.forEach((field, value) -> updates.add(Updates.setOnInsert(field, value)));
      if (arrival.reason() == Reason.POISON) {
        updates.add(Updates.set("reason", arrival.reason().name()));
        updates.add(Updates.set("detail", arrival.detail()));
      } else {
        updates.add(Updates.setOnInsert("reason", arrival.reason().name()));
      }
      writes.add(
          new UpdateOneModel<>(
              Filters.eq("_id", id(projection, arrival.message())),
              Updates.combine(updates),
              new UpdateOptions().upsert(true)));
    }
    try {
      lot.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      boolean parkedBySomeoneElse =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream()
                  .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
      if (!parkedBySomeoneElse) {
        throw e;
      }
    }
  }

  /** Those of the keys for which something stands here. */
  Set<String> waiting(Projection projection, Collection<String> keys) {
    return distinctKeys(
        Filters.and(
            Filters.eq("collection", projection.collection()),
            Filters.in("key", keys),
            Filters.exists("seq")));
  }

  /** Keys for which something stands here that might go on by itself. */
  Set<String> waiting(Projection projection) {
    return distinctKeys(
        Filters.and(
            Filters.eq("collection", projection.collection()),
            Filters.ne("reason", Reason.POISON.name()),
            Filters.exists("seq")));
  }

  Set<String> poisoned(Projection projection, Collection<String> keys) {
    return distinctKeys(
        Filters.and(
            Filters.eq("collection", projection.collection()),
            Filters.in("key", keys),
            Filters.eq("reason", Reason.POISON.name()),
            Filters.exists("seq")));
  }

  private Set<String> distinctKeys(Bson filter) {
    return lot.distinct("key", filter, String.class).into(new HashSet<>());
  }

  /** What stands behind the fence, in order. */
  List<Parked> after(Projection projection, String key, long fence) {
    List<Parked> parked = new ArrayList<>();
    lot.find(Filters.and(ofKey(projection, key), Filters.gt("seq", fence)))
        .sort(Sorts.ascending("seq"))
        .limit(DRAINED_AT_ONCE)
        .forEach(document -> parked.add(parked(document)));
    return parked;
  }

  void markPoison(String id, @Nullable String detail) {
    lot.updateOne(
        Filters.eq("_id", id),
        Updates.combine(
            Updates.set("reason", Reason.POISON.name()), Updates.set("detail", detail)));
  }

  void markDiscarded(String id) {
    lot.updateOne(Filters.eq("_id", id), Updates.set("reason", Reason.DISCARDED.name()));
  }

  /** Removes what the fence has passed. Poison stays until staff has looked at it. */
  void removeUpTo(Projection projection, String key, long fence) {
    lot.deleteMany(
        Filters.and(
            ofKey(projection, key),
            Filters.lte("seq", fence),
            Filters.ne("reason", Reason.POISON.name())));
  }

  void remove(String id) {
    lot.deleteOne(Filters.eq("_id", id));
  }

  boolean standsBefore(Projection projection, String key, long sequence, long fence) {
    return lot.find(
                Filters.and(
                    ofKey(projection, key), Filters.gt("seq", fence), Filters.lt("seq", sequence)))
            .projection(Projections.include("_id"))
            .first()
        != null;
  }

  Optional<Document> find(String id) {
    return Optional.ofNullable(
        lot.find(Filters.and(Filters.eq("_id", id), notDiscarded())).first());
  }

  List<ParkedEvent> list(int page, int size) {
    List<ParkedEvent> events = new ArrayList<>();
    lot.find(notDiscarded())
        .sort(Sorts.ascending("parkedAt", "_id"))
        .skip((page - 1) * size)
        .limit(size)
        .projection(Projections.exclude("value"))
        .forEach(document -> events.add(view(document)));
    return events;
  }

  long count() {
    return lot.countDocuments(notDiscarded());
  }

  Map<Reason, Long> countByReason() {
    Map<Reason, Long> counts = new HashMap<>();
    lot.aggregate(
            List.of(
                new Document(
                    "$group",
                    new Document("_id", "$reason").append("count", new Document("$sum", 1L)))))
        .forEach(
            group -> counts.put(Reason.valueOf(group.getString("_id")), group.getLong("count")));
    return counts;
  }

  /** How long the oldest has stood here, for each key and projection, where longer than given. */
  List<String> standingLongerThan(Duration age) {
    List<String> standing = new ArrayList<>();
    lot.find(
            Filters.and(
                notDiscarded(), Filters.lt("parkedAt", Date.from(Instant.now().minus(age)))))
        .sort(Sorts.ascending("parkedAt"))
        .limit(20)
        .projection(Projections.include("collection", "key", "seq", "reason"))
        .forEach(document ->
            standing.add(
                document.getString("collection")
                    + "/"
                    + document.getString("key")
                    + "#"
                    + document.get("seq")
                    + " "
                    + document.getString("reason")));
    return standing;
  }

  private static Bson ofKey(Projection projection, String key) {
    return Filters.and(Filters.eq("collection", projection.collection()), Filters.eq("key", key));
  }

  private static Bson notDiscarded() {
    return Filters.ne("reason", Reason.DISCARDED.name());
  }

  /** An event is known by its own id where it has one, else by its place in the log. */
  private static String id(Projection projection, ConsumerRecord<byte[], byte[]> message) {
    var header = message.headers().lastHeader("ce_id");
    String identity =
        header == null || header.value() == null || message.key() == null
            ? message.partition() + "@" + message.offset()
            : HexText.of(message.key())
                + "#"
                + CloudEvents.sequenceOf(message)
                + "#"
                + HexText.of(header.value());
    String name = projection.collection() + "|" + message.topic() + "|" + identity;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Document document(Projection projection, ConsumerRecord<byte[], byte[]> message) {
    List<Document> headers = new ArrayList<>();
    message
        .headers()
        .forEach(header -> {
          Document entry = new Document("name", header.key());
          headers.add(
              header.value() == null ? entry : entry.append("value", new Binary(header.value())));
        });
    Document document =
        new Document("collection", projection.collection())
            .append("topic", message.topic())
            .append("partition", message.partition())
            .append("offset", message.offset())
            .append("timestamp", message.timestamp())
            .append("headers", headers)
            .append("parkedAt", Date.from(Instant.now()));
    put(document, "key", CloudEvents.keyOf(message));
    put(document, "rawKey", message.key() == null ? null : new Binary(message.key()));
    put(document, "seq", CloudEvents.sequenceOf(message));
    put(document, "type", CloudEvents.typeOf(message));
    put(document, "value", message.value() == null ? null : new Binary(message.value()));
    return document;
  }

  private static void put(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.append(field, value);
    }
  }

  static Parked parked(Document document) {
    RecordHeaders headers = new RecordHeaders();
    for (Document header : document.getList("headers", Document.class)) {
      Binary value = header.get("value", Binary.class);
      headers.add(
          new RecordHeader(header.getString("name"), value == null ? null : value.getData()));
    }
    Binary key = document.get("rawKey", Binary.class);
    Binary value = document.get("value", Binary.class);
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>(
            document.getString("topic"),
            document.getInteger("partition"),
            document.getLong("offset"),
            document.getLong("timestamp"),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            key == null ? null : key.getData(),
            value == null ? null : value.getData(),
            headers,
            Optional.empty());
    return new Parked(
        document.getString("_id"), Reason.valueOf(document.getString("reason")), message);
  }

  static ParkedEvent view(Document document) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Document header : document.getList("headers", Document.class)) {
      Binary value = header.get("value", Binary.class);
      headers.put(header.getString("name"), value == null ? "" : HexText.readable(value.getData()));
    }
    return new ParkedEvent(
        document.getString("_id"),
        document.getString("topic"),
        document.getInteger("partition"),
        document.getLong("offset"),
        document.getString("collection"),
        document.getString("key"),
        document.getLong("seq"),
        document.getString("type"),
        document.getString("reason"),
        document.getString("detail"),
        document.getDate("parkedAt").toInstant(),
        headers);
  }
}
