package nl.leergang.notification.replica;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import nl.leergang.messaging.Each;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

@Component
class MongoReplicas implements Replicas {

  static final String CONTACTS = "contacts";
  static final String PARTICIPATIONS = "participations";
  static final String EDITIONS = "editions";
  static final String PROGRAMMES = "programmes";
  static final String BROCHURE_REQUESTS = "brochure_requests";

  private static final int BATCH = 500;

  private final MongoCollection<Document> contacts;
  private final MongoCollection<Document> participations;
  private final MongoCollection<Document> editions;
  private final MongoCollection<Document> programmes;
  private final MongoCollection<Document> brochureRequests;

  MongoReplicas(MongoDatabase database) {
    MongoDatabase strict =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY);
    contacts = strict.getCollection(CONTACTS);
    participations = strict.getCollection(PARTICIPATIONS);
    editions = strict.getCollection(EDITIONS);
    programmes = strict.getCollection(PROGRAMMES);
    brochureRequests = strict.getCollection(BROCHURE_REQUESTS);
  }

  @Override
  public void createIndexes() {
    participations.createIndex(Indexes.ascending("editionId", "_id"));
    editions.createIndex(
        Indexes.ascending("fanoutDue"),
        new IndexOptions().partialFilterExpression(exists("fanoutDue")));
    editions.createIndex(Indexes.ascending("programme.programmeId"));
    contacts.createIndex(
        Indexes.ascending("erased", "scrubbed"),
        new IndexOptions().partialFilterExpression(eq("erased", true)));
  }

  @Override
  public Map<String, Contact> contacts(Collection<String> ids) {
    return byId(contacts, ids, Contact::from);
  }

  @Override
  public Map<String, Participation> participations(Collection<String> ids) {
    return byId(participations, ids, Participation::from);
  }

  @Override
  public Map<String, Edition> editions(Collection<String> ids) {
    return byId(editions, ids, Edition::from);
  }

  private static <T> Map<String, T> byId(
      MongoCollection<Document> collection, Collection<String> ids, Function<Document, T> reader) {
    Map<String, T> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document document : collection.find(in("_id", ids))) {
        if (known(document)) {
          found.put(document.getString("_id"), reader.apply(document));
        }
      }
    }
    return found;
  }

  /** A document of which only events of unknown types came is no more than its fence. */
  private static boolean known(Document document) {
    return document.containsKey("programme")
        || document.containsKey("submittedAt")
        || document.containsKey("email")
        || document.containsKey("erased")
        || document.containsKey("programmeId");
  }

  @Override
  public Optional<Edition> edition(String id) {
    return one(editions, id, Edition::from);
  }

  @Override
  public Optional<Programme> programme(String id) {
    return one(programmes, id, Programme::from);
  }

  @Override
  public Optional<BrochureRequest> brochureRequest(String id) {
    return one(brochureRequests, id, BrochureRequest::from);
  }

  private static <T> Optional<T> one(
      MongoCollection<Document> collection, String id, Function<Document, T> reader) {
    return Optional.ofNullable(byId(collection, List.of(id), reader).get(id));
  }

  @Override
  public List<Edition> editionsOf(String programmeId) {
    return editions
        .find(eq("programme.programmeId", programmeId))
        .map(Edition::from)
        .into(new ArrayList<>());
  }

  @Override
  public void forEachParticipation(String editionId, Consumer<List<Participation>> batches) {
    // Page by page: one cursor would have to live as long as the whole fan-out.
    String last = "";
    List<Document> page;
    do {
      page =
          participations
              .find(and(eq("editionId", editionId), gt("_id", last)))
              .sort(Sorts.ascending("_id"))
              .limit(BATCH)
              .into(new ArrayList<>());
      if (!page.isEmpty()) {
        last = page.getLast().getString("_id");
        batches.accept(
            page.stream().filter(MongoReplicas::known).map(Participation::from).toList());
      }
    } while (page.size() == BATCH);
  }

  @Override
  public List<String> editionIds() {
    return editions
        .find(exists("programme"))
        .projection(Projections.include("_id"))
        .map(document -> document.getString("_id"))
        .into(new ArrayList<>());
  }

  @Override
  public Map<String, Edition> editionsNow(Collection<String> ids) {
    return editions(ids);
  }

  @Override
  public void tell(List<Telling> tellings) {
    List<Telling> first = tellings.stream().filter(one -> !one.tells().isEmpty()).toList();
    if (first.isEmpty() || first.size() < tellings.size() || !toldFirst(first)) {
      toldAgain(tellings);
    }
  }

  /**
   * The common case, in one statement: these people had not been told anything.
   *
   * @return whether that was so of all of them
   */
  private boolean toldFirst(List<Telling> tellings) {
    List<String> ids = tellings.stream().map(Telling::participationId).toList();
    List<Document> told =
        tellings.stream()
            .map(one ->
                new Document("told", Told.documents(one.noted()))
                    .append("firstMessageId", one.messageId()))
            .toList();
    return participations
            .updateMany(
                and(in("_id", ids), exists("told", false), exists("firstMessageId", false)),
                List.of(Each.merged(Each.own(ids, told))))
            .getModifiedCount()
        == tellings.size();
  }

  private void toldAgain(List<Telling> tellings) {
    participations.bulkWrite(
        tellings.stream()
            .map(one ->
                new UpdateOneModel<Document>(eq("_id", one.participationId()), List.of(noted(one))))
            .toList(),
        new BulkWriteOptions().ordered(false));
  }

  private static Document noted(Telling telling) {
    Document changes = new Document();
    telling
        .noted()
        .forEach((session, told) -> {
          String field = "told." + FieldNames.encode(session);
          changes.append(
              field,
              new Document(
                  "$cond",
                  List.of(
                      new Document(
                          "$gt",
                          List.of(
                              new Document("$ifNull", List.of("$" + field + ".sequence", -1)),
                              told.sequence())),
                      "$" + field,
                      new Document("$literal", told.toDocument()))));
        });
    changes.append(
        "firstMessageId",
        new Document(
            "$ifNull", List.of("$firstMessageId", new Document("$literal", telling.messageId()))));
    return new Document("$set", changes);
  }

  @Override
  public void untell(
      String participationId, String by, Collection<String> sessions, Map<String, Told> before) {
    if (sessions.isEmpty()) {
      return;
    }
    Document changes = new Document();
    for (String session : sessions) {
      String field = "told." + FieldNames.encode(session);
      Told earlier = before.get(session);
      changes.append(
          field,
          new Document(
              "$cond",
              List.of(
                  new Document("$eq", List.of("$" + field + ".by", by)),
                  earlier == null ? "$$REMOVE" : new Document("$literal", earlier.toDocument()),
                  "$" + field)));
    }
    participations.updateOne(
        eq("_id", participationId), List.of((Bson) new Document("$set", changes)));
  }

  @Override
  public Optional<DueEdition> nextDueEdition() {
    return Optional.ofNullable(
            editions.find(exists("fanoutDue")).projection(Projections.include("fanoutDue")).first())
        .map(found -> new DueEdition(found.getString("_id"), found.getString("fanoutDue")));
  }

  @Override
  public void fannedOut(DueEdition due) {
    editions.updateOne(
        and(eq("_id", due.editionId()), eq("fanoutDue", due.token())), unset("fanoutDue"));
  }

  @Override
  public List<String> erasedContacts(int max) {
    return contacts
        .find(and(eq("erased", true), eq("scrubbed", null)))
        .projection(Projections.include("_id"))
        .limit(max)
        .map(document -> document.getString("_id"))
        .into(new ArrayList<>());
  }

  @Override
  public void scrubbed(String contactId) {
    contacts.updateOne(and(eq("_id", contactId), eq("erased", true)), set("scrubbed", true));
  }
}
