package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import nl.leergang.registration.messaging.PublishedEvents;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.Registration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.RegistrationStatus;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.WaitingRegistration;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class MongoRegistrations implements Registrations {

  private static final Logger log = LoggerFactory.getLogger(MongoRegistrations.class);
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
  // One for all: the queue in its order, those with a seat, the staff's lists and counts.
  private static final IndexModel BY_EDITION =
      new IndexModel(
          ascending("editionId", "status", "priority", "queueNumber", "submittedAt", "_id"));

  private final MongoCollection<Document> registrations;
  private final PublishedEvents events;
  private final Outbox outbox;

  MongoRegistrations(
      MongoDatabase database, BackgroundIndexes indexes, PublishedEvents events, Outbox outbox) {
    this.registrations = database.getCollection(RegistrationDocument.COLLECTION);
    indexes.need(RegistrationDocument.COLLECTION, BY_EDITION);
    this.events = events;
    this.outbox = outbox;
  }

  @Override
  public Map<RegistrationId, KnownRegistration> known(Collection<RegistrationId> ids) {
    Map<RegistrationId, KnownRegistration> known = new HashMap<>();
    if (ids.isEmpty()) {
      return known;
    }
    registrations
        .find(in("_id", ids.stream().map(RegistrationId::value).toList()))
        .projection(include(RegistrationDocument.KNOWN_FIELDS))
        .forEach(document ->
            known.put(RegistrationDocument.id(document), RegistrationDocument.known(document)));
    return known;
  }

  @Override
  public List<InsertResult> insert(List<Registration> group) {
    if (group.isEmpty()) {
      return List.of();
    }
    List<InsertResult> results =
        new ArrayList<>(Collections.nCopies(group.size(), InsertResult.STORED));
    List<List<OutboxEvent>> published = group.stream().map(events::of).toList();
    try {
      registrations.insertMany(documents(group, published), UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        Collections.fill(results, InsertResult.UNKNOWN);
      }
      e.getWriteErrors()
          .forEach(error ->
              results.set(
                  error.getIndex(),
                  error.getCategory() == ErrorCategory.DUPLICATE_KEY
                      ? InsertResult.DUPLICATE
                      : InsertResult.UNKNOWN));
    } catch (MongoException e) {
      log.warn("{} inserts have no known outcome: {}", group.size(), e.getClass().getSimpleName());
      Collections.fill(results, InsertResult.UNKNOWN);
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) == InsertResult.STORED) {
        outbox.inserted(
            RegistrationDocument.COLLECTION, group.get(i).id().value(), published.get(i));
      }
    }
    return results;
  }

  private static List<Document> documents(
      List<Registration> group, List<List<OutboxEvent>> events) {
    List<Document> documents = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      documents.add(RegistrationDocument.of(group.get(i), events.get(i)));
    }
    return documents;
  }

  @Override
  public boolean insertVoid(RegistrationId id, Instant at) {
    try {
      registrations.insertOne(
          new Document("_id", id.value())
              .append("version", 1L)
              .append("status", RegistrationStatus.VOID.name())
              .append("at", Date.from(at)));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean fenceAgainst(RegistrationId id, UUID claim) {
    return registrations
            .updateOne(and(eq("_id", id.value()), ne("claim", claim)), Updates.inc("version", 1L))
            .getModifiedCount()
        == 1;
  }

  @Override
  public Optional<WaitingRegistration> firstWaiting(String editionId) {
    return Optional.ofNullable(
            registrations
                .find(waiting(eq("editionId", editionId)))
                .sort(ascending("priority", "queueNumber"))
                .projection(
                    include(
                        "version",
                        "editionId",
                        "admission",
                        "claim",
                        "priority",
                        "queueNumber",
                        "nextSeq"))
                .first())
        .map(RegistrationDocument::waiting);
  }

  @Override
  public boolean promote(WaitingRegistration.Promotion promotion) {
    var event = events.of(promotion.event(), promotion.sequence());
    boolean promoted =
        registrations
                .updateOne(
                    and(
                        eq("_id", promotion.id().value()),
                        eq("version", promotion.expectedVersion()),
                        eq("status", RegistrationStatus.WAITLISTED.name())),
                    Updates.combine(
                        Updates.set("status", promotion.status().name()),
                        Updates.set("claim", promotion.claim()),
                        Updates.unset("priority"),
                        Updates.unset("queueNumber"),
                        Updates.inc("version", 1L),
                        Updates.set("nextSeq.registrations", promotion.sequence() + 1),
                        Updates.pushEach("outbox", Outbox.documents(List.of(event)))))
                .getModifiedCount()
            == 1;
    if (promoted) {
      outbox.published(RegistrationDocument.COLLECTION, promotion.id().value());
    }
    return promoted;
  }

  @Override
  public Map<String, Long> countWaiting(Collection<String> editionIds) {
    Map<String, Long> counts = new HashMap<>();
    if (editionIds.isEmpty()) {
      return counts;
    }
    registrations
        .aggregate(
            List.of(
                Aggregates.match(waiting(in("editionId", editionIds))),
                Aggregates.group("$editionId", Accumulators.sum("waiting", 1L))))
        .forEach(group -> counts.put(group.getString("_id"), group.getLong("waiting")));
    return counts;
  }

  @Override
  public Map<String, Map<RegistrationId, UUID>> seated(Collection<String> editionIds) {
    Map<String, Map<RegistrationId, UUID>> seated = new HashMap<>();
    registrations
        .find(
            and(
                in("editionId", editionIds),
                in("status", RegistrationStatus.HELD.name(), RegistrationStatus.CONFIRMED.name())))
        .projection(include("editionId", "claim"))
        .forEach(document ->
            seated
                .computeIfAbsent(document.getString("editionId"), _ -> new HashMap<>())
                .put(RegistrationDocument.id(document), document.get("claim", UUID.class)));
    return seated;
  }

  private static Bson waiting(Bson edition) {
    return and(edition, eq("status", RegistrationStatus.WAITLISTED.name()));
  }
}
