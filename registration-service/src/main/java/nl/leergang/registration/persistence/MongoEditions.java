package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.edition.Edition;
import nl.leergang.registration.edition.Editions;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the replica, and keeps what is being asked for in memory for a few seconds: the editions in
 * use are refreshed together, not one by one by those who register.
 */
@Component
class MongoEditions implements Editions {

  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final MongoCollection<Document> editions;
  private final Map<String, Read> cache = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean everRead;

  private record Read(Edition edition, long nanos) {}

  MongoEditions(MongoDatabase database) {
    this.editions = database.getCollection("editions");
  }

  @Override
  public Optional<Edition> find(String editionId) {
    asked.add(editionId);
    Read read = cache.get(editionId);
    if (read != null && isFresh(read)) {
      return Optional.of(read.edition());
    }
    refresh(Set.of(editionId));
    return Optional.ofNullable(cache.get(editionId)).map(Read::edition);
  }

  @Scheduled(fixedDelayString = "${leergang.registration.refresh-editions-every:1s}")
  void refreshThoseInUse() {
    Set<String> inUse = Set.copyOf(asked);
    asked.clear();
    if (!inUse.isEmpty()) {
      refresh(inUse);
    }
    // Not what nobody asked for within this second: with many editions each is asked for less
    // often.
    cache.values().removeIf(read -> !isFresh(read));
  }

  private void refresh(Set<String> ids) {
    long now = System.nanoTime();
    Map<String, Read> found = new HashMap<>();
    editions
        .find(and(in("_id", ids), published()))
        .forEach(d -> found.put(d.getString("_id"), new Read(edition(d), now)));
    ids.stream().filter(id -> !found.containsKey(id)).forEach(cache::remove);
    cache.putAll(found);
  }

  private static boolean isFresh(Read read) {
    return System.nanoTime() - read.nanos() < MAX_AGE_NANOS;
  }

  @Override
  public Map<String, Optional<Integer>> maxima() {
    Map<String, Optional<Integer>> maxima = new HashMap<>();
    editions
        .find(published())
        .projection(include("capacity"))
        .forEach(
            d -> maxima.put(d.getString("_id"), Optional.ofNullable(d.getInteger("capacity"))));
    return maxima;
  }

  @Override
  public boolean everRead() {
    if (!everRead) {
      everRead = editions.find(published()).projection(include("_id")).first() != null;
    }
    return everRead;
  }

  private static Bson published() {
    return exists("admission");
  }

  private static Edition edition(Document document) {
    return new Edition(
        document.getString("_id"),
        Admission.valueOf(document.getString("admission")),
        document.getBoolean("open", true),
        document.getInteger("capacity"),
        instant(document.getDate("registrationClosesAt")),
        document.getList("sessions", Document.class, List.of()).stream()
            .map(session ->
                new Edition.Session(
                    session.getBoolean("cancelled", false),
                    instant(session.getDate("startsAt")),
                    instant(session.getDate("endsAt")),
                    day(session.getString("startsOn")),
                    day(session.getString("endsOn"))))
            .toList());
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
