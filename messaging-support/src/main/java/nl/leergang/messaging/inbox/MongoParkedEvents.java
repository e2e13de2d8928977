package nl.leergang.messaging.inbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Staff's hand in the parking lot; each move of it is written down before it is made. */
final class MongoParkedEvents implements ParkedEvents {

  static final String AUDIT = "parked_events_audit";

  private final ParkingLot parking;
  private final Collection<Inbox> inboxes;
  private final MongoCollection<Document> audit;
  private final Clock clock;

  MongoParkedEvents(
      ParkingLot parking, Collection<Inbox> inboxes, MongoDatabase database, Clock clock) {
    this.parking = parking;
    this.inboxes = List.copyOf(inboxes);
    this.audit = database.getCollection(AUDIT);
    this.clock = clock;
  }

  @Override
  public List<ParkedEvent> list(int page, int size) {
    return parking.list(page, size);
  }

  @Override
  public long count() {
    return parking.count();
  }

  @Override
  public Outcome replay(String id, String actor) {
    return audited(
        "replay",
        id,
        actor,
        (inbox, event) -> {
          String key = event.getString("key");
          Long sequence = event.getLong("seq");
          if (key == null || sequence == null) {
            return Outcome.STILL_PARKED;
          }
          inbox.drainAndTell(key, id);
          if (inbox.fence(key) < sequence) {
            return Outcome.STILL_PARKED;
          }
          parking.remove(id);
          return Outcome.APPLIED;
        });
  }

  @Override
  public Outcome discard(String id, String actor) {
    return audited(
        "discard",
        id,
        actor,
        (inbox, event) -> {
          String key = event.getString("key");
          Long sequence = event.getLong("seq");
          // A snapshot's next one stands for itself, and without a number nothing waits for it.
          if (key == null || sequence == null || inbox.projection().snapshot()) {
            parking.remove(id);
            return Outcome.DISCARDED;
          }
          parking.markDiscarded(id);
          inbox.drainAndTell(key, null);
          return Outcome.DISCARDED;
        });
  }

  @Override
  public Outcome closeGap(String id, String actor) {
    return audited(
        "close-gap",
        id,
        actor,
        (inbox, event) -> {
          String key = event.getString("key");
          Long sequence = event.getLong("seq");
          boolean closed =
              key != null
                  && sequence != null
                  && !inbox.projection().snapshot()
                  && inbox.closeGap(key, sequence);
          return closed ? Outcome.APPLIED : Outcome.STILL_PARKED;
        });
  }

  private Outcome audited(
      String action, String id, String actor, BiFunction<Inbox, Document, Outcome> move) {
    Optional<Document> found = parking.find(id);
    if (found.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    Document event = found.get();
    ObjectId line = new ObjectId();
    Document entry =
        new Document("_id", line)
            .append("at", Date.from(clock.instant()))
            .append("actor", actor)
            .append("action", action)
            .append("parkedEvent", id);
    for (String field :
        List.of("collection", "topic", "partition", "offset", "key", "seq", "type", "reason")) {
      if (event.containsKey(field)) {
        entry.append(field, event.get(field));
      }
    }
    audit.insertOne(entry);
    Outcome outcome =
        inboxes.stream()
            .filter(inbox -> inbox.projection().collection().equals(event.getString("collection")))
            .findFirst()
            .map(inbox -> move.apply(inbox, event))
            .orElse(Outcome.STILL_PARKED);
    audit.updateOne(Filters.eq("_id", line), Updates.set("outcome", outcome.name()));
    return outcome;
  }
}
