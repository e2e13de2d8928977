package nl.leergang.e2e.faults;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

/**
 * Looks where work lies that is not done yet, in the order in which it flows, so that what moves on
 * meanwhile is met further down. No service is asked: one that has forgotten its work would say
 * that there is none.
 */
final class Unfinished implements AutoCloseable {

  private static final int KAFKA_SECONDS = 5;
  private static final List<String> SEATED = List.of("CONFIRMED", "HELD");

  private final Collector stores;
  private final Admin kafka;

  Unfinished(Collector stores, String kafkaBrokers) {
    this.stores = stores;
    Properties settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafkaBrokers);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_SECONDS * 1_000);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_SECONDS * 1_000);
    this.kafka = Admin.create(settings);
  }

  /** What is waited for, in words; empty when all is done. */
  Map<String, Object> look() throws InterruptedException {
    Map<String, Object> open = new LinkedHashMap<>();
    try {
      unsent(stores.registration(), List.of("registrations", "brochure_requests"), open);
      unsent(stores.schedule(), List.of("programmes", "editions"), open);
      count(stores.registration(), "edition_seats", eq("dirty", true), "seats to publish", open);
      count(stores.registration(), "edition_seats", exists("notes.0"), "editions with notes", open);
      count(
          stores.registration(),
          "edition_seats",
          exists("claims.promotedFrom"),
          "promotions half done",
          open);
      seats(open);
      lag(open);
      for (MongoDatabase service :
          List.of(stores.registration(), stores.schedule(), stores.notification())) {
        count(service, "parked_events", new Document(), "parked in " + service.getName(), open);
      }
      count(stores.notification(), "editions", exists("fanoutDue"), "moves to tell of", open);
      mails(open);
      unsent(stores.notification(), List.of("notifications"), open);
    } catch (MongoException e) {
      open.put("the database to answer", e.getClass().getSimpleName());
    } catch (ExecutionException | TimeoutException e) {
      open.put("the broker to answer", String.valueOf(e.getMessage()));
    }
    return open;
  }

  private static void unsent(
      MongoDatabase service, List<String> collections, Map<String, Object> open) {
    for (String collection : collections) {
      count(
          service,
          collection,
          exists("outbox.0.at"),
          "unsent in " + service.getName() + "." + collection,
          open);
    }
  }

  private static void count(
      MongoDatabase service,
      String collection,
      org.bson.conversions.Bson filter,
      String what,
      Map<String, Object> open) {
    long count = service.getCollection(collection).countDocuments(filter);
    if (count > 0) {
      open.put(what, count);
    }
  }

  /** Claims that nobody holds, seats that are free while somebody waits, and wrong counts. */
  private void seats(Map<String, Object> open) {
    Map<String, Long> seated = perEdition(in("status", SEATED));
    Map<String, Long> waiting = perEdition(eq("status", "WAITLISTED"));
    stores
        .registration()
        .getCollection("edition_seats")
        .find(exists("capacity"))
        .forEach(edition -> {
          String id = edition.getString("_id");
          long claims = edition.getList("claims", Document.class, List.of()).size();
          long holders = seated.getOrDefault(id, 0L);
          long queue = waiting.getOrDefault(id, 0L);
          long capacity = edition.get("capacity", Number.class).longValue();
          if (claims != holders) {
            add("claims without holder", Math.abs(claims - holders), open);
          }
          if (queue > 0 && claims < capacity) {
            add("seats free while people wait", Math.min(queue, capacity - claims), open);
          }
          if (queue != edition.get("waiting", Number.class).longValue()) {
            add("counts of those waiting to correct", 1, open);
          }
        });
  }

  private static void add(String what, long more, Map<String, Object> open) {
    open.merge(what, more, (one, other) -> (long) one + (long) other);
  }

  private Map<String, Long> perEdition(org.bson.conversions.Bson filter) {
    Map<String, Long> counts = new HashMap<>();
    stores
        .registration()
        .getCollection("registrations")
        .aggregate(
            List.of(
                new Document("$match", filter),
                new Document(
                    "$group",
                    new Document("_id", "$editionId").append("count", new Document("$sum", 1L)))))
        .forEach(row -> counts.put(row.getString("_id"), row.getLong("count")));
    return counts;
  }

  private void lag(Map<String, Object> open)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new HashMap<>();
    for (var group : kafka.listGroups().all().get(KAFKA_SECONDS, TimeUnit.SECONDS)) {
      var taken =
          kafka
              .listConsumerGroupOffsets(group.groupId())
              .partitionsToOffsetAndMetadata()
              .get(KAFKA_SECONDS, TimeUnit.SECONDS);
      groups.put(group.groupId(), taken);
      taken.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    }
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> last =
        kafka.listOffsets(ends).all().get(KAFKA_SECONDS, TimeUnit.SECONDS);
    groups.forEach((group, taken) -> {
      long lag =
          taken.entrySet().stream()
              .filter(one -> one.getValue() != null)
              .mapToLong(one -> last.get(one.getKey()).offset() - one.getValue().offset())
              .sum();
      if (lag > 0) {
        open.put("events for " + group, lag);
      }
    });
  }

  private void mails(Map<String, Object> open) {
    stores
        .notification()
        .getCollection("notifications")
        .aggregate(
            List.of(
                new Document("$match", and(eq("active", true))),
                new Document(
                    "$group",
                    new Document("_id", "$status")
                        .append("count", new Document("$sum", 1L))
                        .append("next", new Document("$min", "$nextAttemptAt")))))
        .forEach(row ->
            open.put(
                "mails " + row.getString("_id"),
                "%d, next at %s".formatted(row.getLong("count"), row.getDate("next").toInstant())));
  }

  @Override
  public void close() {
    kafka.close(Duration.ofSeconds(2));
  }
}
