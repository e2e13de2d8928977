package nl.leergang.schedule.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import nl.leergang.schedule.edition.Decision;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.edition.ScheduleEvent;
import nl.leergang.schedule.messaging.EventTranslator;
import nl.leergang.schedule.messaging.WireEvent;
import nl.leergang.schedule.programme.Programme;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

@Component
class MongoEditions implements Editions {

  // Stands for "no date known" where editions are sorted or compared by time: after all others.
  private static final Date UNDATED = Date.from(Instant.parse("9999-12-31T00:00:00Z"));
  private static final int ATTEMPTS = 50;
  private static final long MAX_PAUSE = Duration.ofMillis(20).toNanos();

  private final ScheduleCollections collections;
  private final EventTranslator translator;
  private final Outbox outbox;
  private final LastRead<Edition> lastRead;

  MongoEditions(ScheduleCollections collections, EventTranslator translator, Outbox outbox) {
    this.collections = collections;
    this.translator = translator;
    this.outbox = outbox;
    this.lastRead = new LastRead<>(collections::editions, Edition.class);
  }

  @Override
  public Optional<Edition> find(EditionId id) {
    return lastRead.of(collections.editions().find(eq("_id", id.value()))).stream().findFirst();
  }

  @Override
  public List<Edition> list(Query query, int skip, int limit) {
    // The page is found in the index alone; only its own documents are looked at.
    List<String> ids =
        collections
            .editions()
            .find(filter(query))
            .projection(Projections.include("_id"))
            .sort(Sorts.ascending("begin", "_id"))
            .skip(skip)
            .limit(limit)
            .map(document -> document.getString("_id"))
            .into(new ArrayList<>());
    return lastRead.of(collections.editions().find(in("_id", ids))).stream()
        .sorted(Comparator.comparingInt(edition -> ids.indexOf(edition.id().value())))
        .toList();
  }

  @Override
  public long count(Query query) {
    return collections.editions().countDocuments(filter(query));
  }

  @Override
  public List<Edition> ofProgramme(String slug, Instant now, int limit) {
    List<Edition> found =
        new ArrayList<>(
            lastRead.of(
                collections
                    .editions()
                    .find(and(eq("programme", slug), gt("over", Date.from(now))))
                    .sort(Sorts.ascending("over", "_id"))
                    .limit(limit)));
    if (found.size() < limit) {
      found.addAll(
          lastRead.of(
              collections
                  .editions()
                  .find(and(eq("programme", slug), lte("over", Date.from(now))))
                  .sort(Sorts.descending("over", "_id"))
                  .limit(limit - found.size())));
    }
    return found;
  }

  @Override
  public long countOfProgramme(String slug) {
    return collections.editions().countDocuments(eq("programme", slug));
  }

  @Override
  public int add(List<Edition> editions, Programme programme) {
    Set<String> known = known(editions);
    List<Document> documents =
        editions.stream()
            .filter(edition -> !known.contains(edition.id().value()))
            .map(edition -> document(edition, programme))
            .toList();
    if (documents.isEmpty()) {
      return 0;
    }
    Set<String> added =
        documents.stream().map(document -> document.getString("_id")).collect(Collectors.toSet());
    try {
      collections.editions().insertMany(documents, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      for (BulkWriteError error : e.getWriteErrors()) {
        if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
          throw e;
        }
        // Another instance was first.
        added.remove(documents.get(error.getIndex()).getString("_id"));
      }
    }
    added.forEach(id -> outbox.published(ScheduleCollections.EDITIONS, id));
    return added.size();
  }

  private Set<String> known(List<Edition> editions) {
    return collections
        .editions()
        .find(in("_id", editions.stream().map(edition -> edition.id().value()).toList()))
        .projection(Projections.include("_id"))
        .map(document -> document.getString("_id"))
        .into(new HashSet<>());
  }

  private Document document(Edition edition, Programme programme) {
    OutboxEvent published = event(1, new ScheduleEvent.EditionPublished(edition, programme));
    return new Document("_id", edition.id().value())
        .append("programme", edition.programme().slug())
        .append("begin", beginOf(edition))
        .append("over", overOf(edition))
        .append("version", edition.version())
        .append("nextSeq", 2L)
        .append("state", StoredState.write(edition))
        .append("outbox", Outbox.documents(List.of(published)));
  }

  @Override
  public Optional<Decision> change(EditionId id, Function<Edition, Decision> rule) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document stored = stored(id).orElse(null);
      if (stored == null) {
        return Optional.empty();
      }
      Decision decision = rule.apply(edition(stored));
      if (!(decision instanceof Decision.Changed changed) || replaced(stored, changed)) {
        return Optional.of(decision);
      }
      // Somebody else was first. What they wrote may need a moment to be readable by majority.
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE));
    }
    throw new BusyException(id);
  }

  private boolean replaced(Document stored, Decision.Changed changed) {
    Edition edition = changed.edition();
    OutboxEvent event = event(stored.getLong("nextSeq"), changed.event());
    long matched =
        collections
            .editions()
            .updateOne(
                and(
                    eq("_id", edition.id().value()),
                    eq("version", stored.getInteger("version")),
                    eq("nextSeq", stored.getLong("nextSeq"))),
                combine(
                    set("state", StoredState.write(edition)),
                    set("begin", beginOf(edition)),
                    set("over", overOf(edition)),
                    set("version", edition.version()),
                    inc("nextSeq", 1L),
                    pushEach("outbox", Outbox.documents(List.of(event)))))
            .getMatchedCount();
    if (matched == 1) {
      outbox.published(ScheduleCollections.EDITIONS, edition.id().value());
    }
    return matched == 1;
  }

  private OutboxEvent event(long sequence, ScheduleEvent happened) {
    WireEvent event = translator.translate(happened);
    return outbox.event(event.topic(), sequence, event.type(), event.data());
  }

  private Optional<Document> stored(EditionId id) {
    return Optional.ofNullable(
        collections
            .editions()
            .find(eq("_id", id.value()))
            .projection(Projections.exclude("outbox"))
            .first());
  }

  private static Edition edition(Document stored) {
    return StoredState.read(stored, Edition.class);
  }

  private static Bson filter(Query query) {
    // With a bound on an indexed field counting is a scan of the index, also when all are wanted.
    Date after = query.beginsAfter() == null ? new Date(0) : Date.from(query.beginsAfter());
    Bson begins = gt("begin", after);
    return query.programme() == null ? begins : and(eq("programme", query.programme()), begins);
  }

  private static Date beginOf(Edition edition) {
    return edition.begin().map(Date::from).orElse(UNDATED);
  }

  private static Date overOf(Edition edition) {
    return edition.over().map(Date::from).orElse(UNDATED);
  }
}
