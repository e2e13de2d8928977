package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.registration.brochure.BrochureRequest;
import nl.leergang.registration.brochure.BrochureRequests;
import nl.leergang.registration.messaging.PublishedEvents;
import nl.leergang.registration.registration.Fingerprint;
import nl.leergang.registration.registration.Language;
import nl.leergang.registration.registration.Salutation;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

@Component
class MongoBrochureRequests implements BrochureRequests {

  static final String COLLECTION = "brochure_requests";
  private static final Bson NEWEST_FIRST = descending("requestedAt", "_id");

  private final MongoCollection<Document> requests;
  private final PublishedEvents events;
  private final Outbox outbox;

  MongoBrochureRequests(
      MongoDatabase database, BackgroundIndexes indexes, PublishedEvents events, Outbox outbox) {
    this.requests = database.getCollection(COLLECTION);
    indexes.need(COLLECTION, new IndexModel(NEWEST_FIRST));
    this.events = events;
    this.outbox = outbox;
  }

  @Override
  public boolean insert(BrochureRequest request) {
    try {
      requests.insertOne(document(request));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
    outbox.published(COLLECTION, request.id());
    return true;
  }

  @Override
  public Optional<BrochureRequest> find(UUID id) {
    return Optional.ofNullable(requests.find(eq("_id", id)).projection(exclude("outbox")).first())
        .map(MongoBrochureRequests::request);
  }

  @Override
  public Found list(int skip, int limit) {
    List<BrochureRequest> page = new ArrayList<>();
    requests
        .find()
        .sort(NEWEST_FIRST)
        .projection(exclude("outbox"))
        .skip(skip)
        .limit(limit)
        .map(MongoBrochureRequests::request)
        .into(page);
    return new Found(page, requests.countDocuments());
  }

  private Document document(BrochureRequest request) {
    BrochureRequest.Requester person = request.requester();
    Document entered = new Document();
    RegistrationDocument.append(
        entered, "salutation", person.salutation() == null ? null : person.salutation().name());
    entered
        .append("name", person.name())
        .append("email", person.email())
        .append("telephone", person.telephone())
        .append("address", person.address());
    RegistrationDocument.append(entered, "remarks", person.remarks());
    entered.append("language", person.language().code());
    return new Document("_id", request.id())
        .append("version", 1L)
        .append("nextSeq", new Document("brochureRequests", 2L).append("contacts", 2L))
        .append("fingerprint", request.fingerprint().value())
        .append("programmeId", request.programmeId())
        .append("programmeSlug", request.programmeSlug())
        .append("requestedAt", Date.from(request.requestedAt()))
        .append("entered", entered)
        .append("outbox", Outbox.documents(events.of(request)));
  }

  private static BrochureRequest request(Document document) {
    Document entered = document.get("entered", Document.class);
    String salutation = entered.getString("salutation");
    return new BrochureRequest(
        document.get("_id", UUID.class),
        new Fingerprint(document.getString("fingerprint")),
        document.getString("programmeId"),
        document.getString("programmeSlug"),
        new BrochureRequest.Requester(
            salutation == null ? null : Salutation.valueOf(salutation),
            entered.getString("name"),
            entered.getString("email"),
            entered.getString("telephone"),
            entered.getString("address"),
            entered.getString("remarks"),
            Language.ofCode(entered.getString("language"))),
        document.getDate("requestedAt").toInstant());
  }
}
