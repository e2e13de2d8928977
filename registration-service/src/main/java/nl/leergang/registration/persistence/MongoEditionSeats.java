package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Projections.slice;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.Seat;
import nl.leergang.registration.seating.SeatGroup;
import nl.leergang.registration.seating.SeatRequest;
import nl.leergang.registration.seating.SeatsState;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class MongoEditionSeats implements EditionSeats {

  private static final Logger log = LoggerFactory.getLogger(MongoEditionSeats.class);
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  // Claims of other instances that may have come after ours before we read.
  private static final int OTHERS = 32;
  private static final Bson SEAT_FREE =
      expr(Document.parse("{$lt: [{$size: '$claims'}, {$ifNull: ['$capacity', 2147483647]}]}"));
  private static final Bson QUEUE_OPEN = eq("queueOpen", true);
  private static final IndexModel OPEN_QUEUES =
      new IndexModel(
          ascending("queueOpen"), new IndexOptions().partialFilterExpression(QUEUE_OPEN));

  private final MongoCollection<Document> seats;

  MongoEditionSeats(MongoDatabase database, BackgroundIndexes indexes) {
    this.seats = database.getCollection(EditionSeatsDocument.COLLECTION);
    indexes.need(EditionSeatsDocument.COLLECTION, OPEN_QUEUES);
  }

  @Override
  public Map<String, Map<UUID, Seat>> decide(List<SeatGroup> groups, Instant at) {
    Date time = Date.from(at);
    try {
      return groups.size() == 1 ? decideOne(groups.getFirst(), time) : decideSeveral(groups, time);
    } catch (MongoException e) {
      log.warn("seat decisions have no known outcome: {}", e.getClass().getSimpleName());
      return Map.of();
    }
  }

  private Map<String, Map<UUID, Seat>> decideOne(SeatGroup group, Date at) {
    Document after =
        seats.findOneAndUpdate(
            limited(group),
            SeatDecision.pipeline(group, at),
            new FindOneAndUpdateOptions()
                .returnDocument(ReturnDocument.AFTER)
                .projection(newest(group.requests().size())));
    return after == null ? Map.of() : Map.of(group.editionId(), seats(group, after));
  }

  private Map<String, Map<UUID, Seat>> decideSeveral(List<SeatGroup> groups, Date at) {
    Map<String, Map<UUID, Seat>> decided = new HashMap<>(takeFreeSeats(groups, at));
    List<SeatGroup> others =
        groups.stream().filter(group -> !decided.containsKey(group.editionId())).toList();
    if (!others.isEmpty()) {
      decided.putAll(decideByRule(others, at));
    }
    return decided;
  }

  /**
   * The common case where registrations are spread over editions, at a fraction of the rule's cost:
   * one on each, nobody waits and a seat is free.
   *
   * @return those of an equal maximum if each of them took a seat; else they are left to the rule,
   *     under which those that did keep it
   */
  private Map<String, Map<UUID, Seat>> takeFreeSeats(List<SeatGroup> groups, Date at) {
    Map<Integer, List<SeatGroup>> byCapacity =
        groups.stream()
            .filter(group ->
                group.requests().size() == 1
                    && group.settledNotes().isEmpty()
                    && group.capacity() > 0)
            .collect(Collectors.groupingBy(SeatGroup::capacity));
    Map<String, Map<UUID, Seat>> taken = new HashMap<>();
    for (var entry : byCapacity.entrySet()) {
      List<SeatGroup> alike = entry.getValue();
      UpdateResult result =
          seats.updateMany(
              SeatDecision.freeSeats(entry.getKey(), alike), SeatDecision.take(alike, at));
      if (result.getModifiedCount() == alike.size()) {
        for (SeatGroup group : alike) {
          SeatRequest request = group.requests().getFirst();
          taken.put(
              group.editionId(), Map.of(request.registration(), new Seat.Taken(request.claim())));
        }
      }
    }
    return taken;
  }

  private Map<String, Map<UUID, Seat>> decideByRule(List<SeatGroup> groups, Date at) {
    Set<String> unknown = new HashSet<>();
    try {
      seats.bulkWrite(
          groups.stream()
              .map(g -> new UpdateOneModel<Document>(limited(g), SeatDecision.pipeline(g, at)))
              .toList(),
          UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        return Map.of();
      }
      e.getWriteErrors().forEach(error -> unknown.add(groups.get(error.getIndex()).editionId()));
    } catch (MongoException e) {
      log.warn("seat decisions have no known outcome: {}", e.getClass().getSimpleName());
      return Map.of();
    }
    int largest = groups.stream().mapToInt(group -> group.requests().size()).max().orElse(1);
    Map<String, Document> after = new HashMap<>();
    seats
        .find(
            and(in("_id", groups.stream().map(SeatGroup::editionId).toList()), exists("capacity")))
        .projection(newest(largest + OTHERS))
        .forEach(document -> after.put(document.getString("_id"), document));
    Map<String, Map<UUID, Seat>> decided = new HashMap<>();
    for (SeatGroup group : groups) {
      Document document = after.get(group.editionId());
      if (document != null && !unknown.contains(group.editionId())) {
        decided.put(group.editionId(), seats(group, document));
      }
    }
    return decided;
  }

  /** New claims are the last ones; a claim that an earlier attempt left is looked for. */
  private Map<UUID, Seat> seats(SeatGroup group, Document after) {
    Map<UUID, Seat> found = found(after);
    boolean complete =
        group.requests().stream().map(SeatRequest::registration).allMatch(found::containsKey);
    if (!complete) {
      Document whole = seats.find(eq("_id", group.editionId())).first();
      if (whole != null) {
        found = found(whole);
      }
    }
    Map<UUID, Seat> seated = new HashMap<>();
    for (SeatRequest request : group.requests()) {
      seated.put(
          request.registration(), found.getOrDefault(request.registration(), new Seat.Busy()));
    }
    return seated;
  }

  private static Map<UUID, Seat> found(Document document) {
    Map<UUID, Seat> found = new HashMap<>();
    EditionSeatsDocument.notes(document)
        .forEach(note ->
            found.put(
                note.registration(),
                new Seat.Queued(note.id(), note.number(), note.priority(), note.position())));
    EditionSeatsDocument.claims(document)
        .forEach(claim -> found.put(claim.registration(), new Seat.Taken(claim.id())));
    return found;
  }

  private static Bson limited(SeatGroup group) {
    return and(eq("_id", group.editionId()), exists("capacity"));
  }

  private static Bson newest(int claims) {
    return fields(include("notes"), slice("claims", -claims));
  }

  @Override
  public void settleNotes(Map<String, ? extends Collection<UUID>> notesByEdition) {
    List<UpdateOneModel<Document>> pulls = new ArrayList<>();
    notesByEdition.forEach((edition, notes) ->
        pulls.add(
            new UpdateOneModel<>(eq("_id", edition), Updates.pull("notes", in("claim", notes)))));
    if (!pulls.isEmpty()) {
      seats.bulkWrite(pulls, UNORDERED);
    }
  }

  @Override
  public Optional<SeatsState> state(String editionId) {
    return Optional.ofNullable(seats.find(eq("_id", editionId)).first())
        .map(EditionSeatsDocument::state);
  }

  @Override
  public List<SeatsState> states(Collection<String> editionIds) {
    return seats
        .find(in("_id", editionIds))
        .map(EditionSeatsDocument::state)
        .into(new ArrayList<>());
  }

  @Override
  public boolean claimForWaiting(
      String editionId, UUID registration, UUID heldClaim, long number, UUID claim, Instant at) {
    Document promoted =
        EditionSeatsDocument.claim(registration, claim, Date.from(at))
            .append("promotedFrom", number);
    return changeIf(
        and(eq("_id", editionId), ne("claims.registration", registration), SEAT_FREE),
        Updates.push("claims", promoted),
        Updates.pull("notes", note(registration, heldClaim)));
  }

  @Override
  public void settlePromotion(String editionId, UUID registration, UUID claim) {
    changeIf(
        and(
            eq("_id", editionId),
            elemMatch(
                "claims",
                and(eq("registration", registration), eq("claim", claim), exists("promotedFrom")))),
        Updates.unset("claims.$.promotedFrom"),
        Updates.inc("waiting", -1L));
  }

  @Override
  public boolean releaseClaim(String editionId, UUID registration, UUID claim) {
    return changeIf(
        and(eq("_id", editionId), elemMatch("claims", note(registration, claim))),
        Updates.pull("claims", note(registration, claim)));
  }

  @Override
  public boolean releaseNote(String editionId, UUID registration, UUID claim) {
    return changeIf(
        and(eq("_id", editionId), elemMatch("notes", note(registration, claim))),
        Updates.pull("notes", note(registration, claim)),
        Updates.inc("waiting", -1L));
  }

  @Override
  public void adopt(String editionId, UUID registration, UUID claim, Instant at) {
    changeIf(
        and(eq("_id", editionId), ne("claims.registration", registration)),
        Updates.push("claims", EditionSeatsDocument.claim(registration, claim, Date.from(at))));
  }

  @Override
  public boolean closeQueue(String editionId, long expectedNextNumber) {
    return changeIf(
        and(
            eq("_id", editionId),
            QUEUE_OPEN,
            size("notes", 0),
            // After a failover the index may for a moment lack somebody who waits; the count is
            // this document's own.
            eq("waiting", 0L),
            eq("nextNumber", expectedNextNumber)),
        Updates.set("queueOpen", false));
  }

  @Override
  public boolean correctWaiting(String editionId, long expectedRevision, long waiting) {
    return changeIf(
        and(eq("_id", editionId), size("notes", 0), eq("revision", expectedRevision)),
        Updates.set("waiting", waiting));
  }

  @Override
  public boolean changeCapacity(String editionId, @Nullable Integer capacity) {
    return capacity == null
        ? changeIf(and(eq("_id", editionId), exists("capacity")), Updates.unset("capacity"))
        : changeIf(
            and(eq("_id", editionId), ne("capacity", capacity)), Updates.set("capacity", capacity));
  }

  @Override
  public Map<String, Optional<Integer>> maxima() {
    Map<String, Optional<Integer>> maxima = new HashMap<>();
    seats
        .find()
        .projection(include("capacity"))
        .forEach(document ->
            maxima.put(
                document.getString("_id"), Optional.ofNullable(document.getInteger("capacity"))));
    return maxima;
  }

  @Override
  public Map<String, Long> revisions() {
    Map<String, Long> revisions = new HashMap<>();
    seats
        .find()
        .projection(include("revision"))
        .forEach(document ->
            revisions.put(
                document.getString("_id"), document.get("revision", Number.class).longValue()));
    return revisions;
  }

  @Override
  public List<String> withNotes() {
    // Whoever gets a note opens the queue, and it is not closed before the last note is gone: the
    // index on open queues finds them.
    return ids(and(QUEUE_OPEN, exists("notes.0")));
  }

  @Override
  public List<String> withOpenQueue() {
    return ids(QUEUE_OPEN);
  }

  private List<String> ids(Bson filter) {
    List<String> ids = new ArrayList<>();
    seats
        .find(filter)
        .projection(include("_id"))
        .forEach(document -> ids.add(document.getString("_id")));
    return ids;
  }

  private static Bson note(UUID registration, UUID claim) {
    return and(eq("registration", registration), eq("claim", claim));
  }

  private boolean changeIf(Bson condition, Bson... changes) {
    return seats.updateOne(condition, told(changes)).getModifiedCount() == 1;
  }

  /** The changes, and what makes that the others are told of them. */
  private static Bson told(Bson... changes) {
    List<Bson> all = new ArrayList<>(List.of(changes));
    all.add(Updates.inc("revision", 1L));
    all.add(Updates.set("dirty", true));
    return Updates.combine(all);
  }
}
