package nl.leergang.registration.persistence;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import nl.leergang.messaging.Each;
import nl.leergang.registration.seating.SeatGroup;
import nl.leergang.registration.seating.SeatRequest;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The rule that gives out seats, as an update that the database runs on the edition's document:
 * free seats in order of arrival while nobody waits, a numbered note for everyone else.
 */
final class SeatDecision {

  static final int MAX_NOTES = 1_000;
  private static final int NORMAL_PRIORITY = 0;

  private SeatDecision() {}

  static List<Bson> pipeline(SeatGroup group, Date at) {
    List<Bson> stages = new ArrayList<>(4);
    if (!group.settledNotes().isEmpty()) {
      stages.add(
          set(
              new Document(
                  "notes",
                  filter("$notes", not(in("$$this.claim", List.copyOf(group.settledNotes())))))));
    }
    stages.add(
        set(
            new Document("_new", newOnes(group, at))
                .append(
                    "_free",
                    cond("$queueOpen", 0, op("$subtract", "$capacity", size("$claims"))))));
    int all = group.requests().size();
    Document someFree = op("$gt", "$_free", 0);
    stages.add(
        set(
            new Document("_seats", cond(someFree, op("$slice", "$_new", "$_free"), List.of()))
                .append("_queued", cond(someFree, op("$slice", "$_new", "$_free", all), "$_new"))));
    stages.add(
        set(
            new Document("claims", op("$concatArrays", "$claims", "$_seats"))
                .append("notes", op("$concatArrays", "$notes", numbered()))
                .append("nextNumber", op("$add", "$nextNumber", size("$_queued")))
                .append("waiting", op("$add", "$waiting", size("$_queued")))
                .append("queueOpen", op("$or", "$queueOpen", op("$gt", size("$_queued"), 0)))
                .append("revision", op("$add", "$revision", op("$min", size("$_new"), 1)))
                .append("dirty", op("$or", "$dirty", op("$gt", size("$_new"), 0)))));
    stages.add(new Document("$unset", List.of("_new", "_free", "_seats", "_queued")));
    return stages;
  }

  /**
   * The editions of these groups, of one request each, where nobody waits, a seat is free and the
   * registration has none. Plain conditions: a seat is free where the last one's place in the array
   * is, and counting would cost more than all the rest.
   */
  static Bson freeSeats(int capacity, List<SeatGroup> groups) {
    return Filters.and(
        Filters.in("_id", groups.stream().map(SeatGroup::editionId).toList()),
        Filters.eq("capacity", capacity),
        Filters.exists("claims." + (capacity - 1), false),
        Filters.eq("queueOpen", false),
        Filters.nin(
            "claims.registration",
            groups.stream().map(group -> group.requests().getFirst().registration()).toList()));
  }

  /** Gives each of these editions the claim of its own request, in one statement for all. */
  static List<Bson> take(List<SeatGroup> groups, Date at) {
    List<String> editions = groups.stream().map(SeatGroup::editionId).toList();
    List<Document> claims =
        groups.stream()
            .map(group -> group.requests().getFirst())
            .map(r -> EditionSeatsDocument.claim(r.registration(), r.claim(), at))
            .toList();
    return List.of(
        set(
            new Document(
                    "claims", op("$concatArrays", "$claims", List.of(Each.own(editions, claims))))
                .append("revision", op("$add", "$revision", 1))
                .append("dirty", true)));
  }

  /** Whoever has a claim or a note of this id already keeps that one. */
  private static Document newOnes(SeatGroup group, Date at) {
    List<Object> ids = group.requests().stream().<Object>map(SeatRequest::registration).toList();
    List<Document> requests =
        group.requests().stream()
            .map(r -> EditionSeatsDocument.claim(r.registration(), r.claim(), at))
            .toList();
    Document known =
        op(
            "$setIntersection",
            literal(ids),
            op("$concatArrays", "$claims.registration", "$notes.registration"));
    Document unknown =
        new Document(
            "$let",
            new Document("vars", new Document("known", known))
                .append(
                    "in", filter(literal(requests), not(in("$$this.registration", "$$known")))));
    return cond(op("$gte", size("$notes"), MAX_NOTES), List.of(), unknown);
  }

  private static Document numbered() {
    Document note =
        op(
            "$mergeObjects",
            op("$arrayElemAt", "$_queued", "$$i"),
            new Document("number", op("$add", "$nextNumber", "$$i"))
                .append("priority", literal(NORMAL_PRIORITY))
                .append("position", op("$add", "$waiting", "$$i", 1)));
    return new Document(
        "$map",
        new Document("input", op("$range", 0, size("$_queued")))
            .append("as", "i")
            .append("in", note));
  }

  private static Document set(Document fields) {
    return new Document("$set", fields);
  }

  private static Document op(String name, Object... arguments) {
    return new Document(name, Arrays.asList(arguments));
  }

  private static Document cond(Object condition, Object then, Object otherwise) {
    return op("$cond", condition, then, otherwise);
  }

  private static Document size(String array) {
    return new Document("$size", array);
  }

  private static Document in(Object value, Object array) {
    return op("$in", value, array);
  }

  private static Document not(Object condition) {
    return op("$not", condition);
  }

  private static Document filter(Object input, Object condition) {
    return new Document("$filter", new Document("input", input).append("cond", condition));
  }

  private static Document literal(Object value) {
    return new Document("$literal", value);
  }
}
