package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.registration.registration.PersonWords;
import nl.leergang.registration.registration.QueuePlace;
import nl.leergang.registration.registration.RegistrationDesk;
import nl.leergang.registration.registration.RegistrationDetails;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.RegistrationStatus;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class MongoRegistrationDesk implements RegistrationDesk {

  private static final Comparator<Document> BY_ARRIVAL =
      Comparator.<Document, Date>comparing(d -> d.getDate("submittedAt"))
          .thenComparing(d -> RegistrationDocument.id(d).value());

  private final MongoCollection<Document> registrations;

  MongoRegistrationDesk(MongoDatabase database, BackgroundIndexes indexes) {
    this.registrations = database.getCollection(RegistrationDocument.COLLECTION);
    indexes.need(RegistrationDocument.COLLECTION, new IndexModel(ascending("words")));
  }

  @Override
  public Optional<RegistrationDetails> find(RegistrationId id) {
    Document document = registrations.find(and(eq("_id", id.value()), notVoid())).first();
    return document == null ? Optional.empty() : Optional.of(details(List.of(document)).getFirst());
  }

  @Override
  public Found search(@Nullable String editionId, @Nullable String name, int skip, int limit) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(notVoid());
    if (editionId != null) {
      conditions.add(eq("editionId", editionId));
    }
    if (name != null) {
      List<String> words = PersonWords.inText(name);
      if (words.isEmpty()) {
        // Nobody is called that; without a condition it would be everybody.
        return new Found(List.of(), 0);
      }
      // A prefix, anchored and quoted, is a range of the index on words.
      words.forEach(word -> conditions.add(regex("words", "^" + Pattern.quote(word))));
    }
    Bson filter = and(conditions);
    List<Document> page = new ArrayList<>();
    registrations
        .find(filter)
        // By status those with a seat come before WAITLISTED.
        .sort(ascending("editionId", "status", "priority", "queueNumber", "submittedAt", "_id"))
        .projection(exclude("outbox"))
        .skip(skip)
        .limit(limit)
        .into(page);
    return new Found(details(page), registrations.countDocuments(filter));
  }

  private List<RegistrationDetails> details(List<Document> page) {
    Map<String, List<Document>> lookAlikes = lookAlikes(page);
    return page.stream()
        .map(document ->
            RegistrationDocument.details(
                document, position(document), duplicateOf(document, lookAlikes)))
        .toList();
  }

  private @Nullable Long position(Document document) {
    if (RegistrationDocument.status(document) != RegistrationStatus.WAITLISTED) {
      return null;
    }
    QueuePlace place = RegistrationDocument.place(document);
    return 1
        + registrations.countDocuments(
            and(
                eq("editionId", document.getString("editionId")),
                eq("status", RegistrationStatus.WAITLISTED.name()),
                or(
                    lt("priority", place.priority()),
                    and(eq("priority", place.priority()), lt("queueNumber", place.number())))));
  }

  /** Registrations that share a mark with one of the page, by mark and edition. */
  private Map<String, List<Document>> lookAlikes(List<Document> page) {
    List<String> marks = page.stream().flatMap(d -> marks(d).stream()).distinct().toList();
    Map<String, List<Document>> found = new HashMap<>();
    if (!marks.isEmpty()) {
      registrations
          .find(
              and(
                  in("words", marks),
                  in(
                      "editionId",
                      page.stream().map(d -> d.getString("editionId")).distinct().toList()),
                  notVoid()))
          .projection(include("editionId", "submittedAt", "words"))
          .forEach(d ->
              marks(d)
                  .forEach(m -> found.computeIfAbsent(key(d, m), _ -> new ArrayList<>()).add(d)));
    }
    return found;
  }

  private static @Nullable RegistrationId duplicateOf(
      Document document, Map<String, List<Document>> lookAlikes) {
    return marks(document).stream()
        .flatMap(mark -> lookAlikes.getOrDefault(key(document, mark), List.of()).stream())
        .filter(other -> BY_ARRIVAL.compare(other, document) < 0)
        .min(BY_ARRIVAL)
        .map(RegistrationDocument::id)
        .orElse(null);
  }

  private static List<String> marks(Document document) {
    return document.getList("words", String.class, List.of()).stream()
        .filter(word -> word.startsWith("="))
        .toList();
  }

  private static String key(Document document, String mark) {
    return document.getString("editionId") + "\n" + mark;
  }

  private static Bson notVoid() {
    return ne("status", RegistrationStatus.VOID.name());
  }
}
