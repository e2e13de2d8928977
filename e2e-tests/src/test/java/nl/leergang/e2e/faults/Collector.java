package nl.leergang.e2e.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.leergang.e2e.faults.Evidence.Edition;
import nl.leergang.e2e.faults.Evidence.Follower;
import nl.leergang.e2e.faults.Evidence.Notice;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Evidence.Seats;
import nl.leergang.e2e.faults.Evidence.Shown;
import nl.leergang.e2e.faults.Evidence.StoredMail;
import nl.leergang.e2e.faults.MailSink.Received;
import nl.leergang.e2e.product.Api;
import org.bson.Document;
import org.bson.UuidRepresentation;
import tools.jackson.databind.JsonNode;

/** Gathers the evidence, each kind straight from where it lies. */
final class Collector implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("leergang_schedule", "leergang_registration", "leergang_notification");
  private static final Pattern PERSON = Pattern.compile("p\\d{6}\\.[a-z0-9-]+@example\\.org");

  private final MongoClient client;
  private final String kafkaBrokers;

  Collector(String mongodbUri, String kafkaBrokers) {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongodbUri))
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .readConcern(ReadConcern.MAJORITY)
                .build());
    this.kafkaBrokers = kafkaBrokers;
  }

  MongoDatabase registration() {
    return client.getDatabase("leergang_registration");
  }

  MongoDatabase notification() {
    return client.getDatabase("leergang_notification");
  }

  MongoDatabase schedule() {
    return client.getDatabase("leergang_schedule");
  }

  /** Registrations of which an event has still to be sent. */
  List<String> unsentRegistrations() {
    List<String> ids = new ArrayList<>();
    registration()
        .getCollection("registrations")
        .find(Filters.exists("outbox.0.at"))
        .projection(Projections.include("_id"))
        .forEach(document -> ids.add(document.get("_id", UUID.class).toString()));
    return ids;
  }

  /** How many of these. */
  int stillUnsent(List<String> ids) {
    List<String> unsent = new ArrayList<>(unsentRegistrations());
    unsent.retainAll(Set.copyOf(ids));
    return unsent.size();
  }

  Evidence collect(
      Ledger ledger, Editions editions, MailSink mailbox, Api portal, long duplicatesAllowed)
      throws IOException {
    List<Received> received = mailbox.received();
    return new Evidence(
        ledger.all(),
        editions,
        registrations(),
        seats(),
        editionsOfSchedule(),
        List.of(
            follower("registration's editions", registration(), "editions", EventsCheck.EDITIONS),
            follower("notification's editions", notification(), "editions", EventsCheck.EDITIONS),
            follower("participations", notification(), "participations", EventsCheck.REGISTRATIONS),
            follower("contacts", notification(), "contacts", EventsCheck.CONTACTS)),
        mails(),
        new TopicReader(kafkaBrokers)
            .ofTheProduct(
                Set.of(
                    EventsCheck.REGISTRATIONS,
                    EventsCheck.CONTACTS,
                    EventsCheck.EDITIONS,
                    EventsCheck.NOTIFICATIONS)),
        received,
        notices(mailbox, received),
        shown(portal, editions),
        parked(),
        mailbox.refused(),
        duplicatesAllowed);
  }

  private List<Registration> registrations() {
    List<Registration> all = new ArrayList<>();
    registration()
        .getCollection("registrations")
        .find(Filters.ne("status", "VOID"))
        .projection(Projections.exclude("words", "outbox.body"))
        .forEach(document -> all.add(registration(document)));
    return all;
  }

  private static Registration registration(Document document) {
    return new Registration(
        document.get("_id", UUID.class),
        document.getString("editionId"),
        document.get("entered", Document.class).getString("email"),
        document.getString("status"),
        document.getString("outcome"),
        number(document, "position"),
        number(document, "queueNumber"),
        document.get("claim", UUID.class),
        number(document.get("nextSeq", Document.class), "registrations") - 1,
        unsent(document));
  }

  private Map<String, Seats> seats() {
    Map<String, Seats> all = new HashMap<>();
    registration()
        .getCollection("edition_seats")
        .find()
        .forEach(document -> {
          Map<UUID, UUID> claims = new HashMap<>();
          document
              .getList("claims", Document.class, List.of())
              .forEach(claim ->
                  claims.put(
                      claim.get("registration", UUID.class), claim.get("claim", UUID.class)));
          all.put(
              document.getString("_id"),
              new Seats(
                  claims,
                  document.getList("notes", Document.class, List.of()).size(),
                  number(document, "waiting")));
        });
    return all;
  }

  private List<Edition> editionsOfSchedule() {
    List<Edition> all = new ArrayList<>();
    schedule()
        .getCollection("editions")
        .find()
        .projection(Projections.include("nextSeq", "outbox.id"))
        .forEach(document ->
            all.add(
                new Edition(
                    document.getString("_id"), number(document, "nextSeq") - 1, unsent(document))));
    return all;
  }

  private static Follower follower(
      String name, MongoDatabase database, String collection, String topic) {
    Map<String, Long> fences = new HashMap<>();
    database
        .getCollection(collection)
        .find()
        .projection(Projections.include("lastSeq"))
        .forEach(document -> fences.put(document.getString("_id"), number(document, "lastSeq")));
    return new Follower(name, topic, fences);
  }

  private List<StoredMail> mails() {
    List<StoredMail> all = new ArrayList<>();
    notification()
        .getCollection("notifications")
        .find()
        .projection(
            Projections.include(
                "template",
                "contactId",
                "status",
                "messageId",
                "uncertain",
                "eventSeq",
                "outbox.id"))
        .forEach(document ->
            all.add(
                new StoredMail(
                    document.getString("_id"),
                    document.getString("template"),
                    document.getString("contactId"),
                    document.getString("status"),
                    document.getString("messageId"),
                    document.getBoolean("uncertain", false),
                    number(document, "eventSeq"),
                    unsent(document))));
    return all;
  }

  private static List<Notice> notices(MailSink mailbox, List<Received> received)
      throws IOException {
    Set<String> offices =
        Arrays.stream(RigCatalogue.values()).map(RigCatalogue::office).collect(Collectors.toSet());
    List<Notice> notices = new ArrayList<>();
    for (Received mail : received) {
      if (offices.contains(mail.to())) {
        Matcher person = PERSON.matcher(mailbox.read(mail).text());
        if (person.find()) {
          notices.add(new Notice(mail.messageId(), person.group()));
        }
      }
    }
    return notices;
  }

  private static Map<String, Shown> shown(Api portal, Editions editions) {
    Map<String, Shown> shown = new HashMap<>();
    for (String id : editions.capacities().keySet()) {
      JsonNode edition = portal.get("/v1/editions/" + id).json();
      shown.put(
          id,
          new Shown(
              edition.path("status").asString(""),
              edition.path("freeSeats").asLong(-1),
              edition.path("waiting").asLong(-1)));
    }
    return shown;
  }

  private long parked() {
    return SERVICES.stream()
        .mapToLong(name -> client.getDatabase(name).getCollection("parked_events").countDocuments())
        .sum();
  }

  private static int unsent(Document document) {
    return document.getList("outbox", Document.class, List.of()).size();
  }

  private static long number(Document document, String field) {
    Number number = document == null ? null : document.get(field, Number.class);
    return number == null ? 0 : number.longValue();
  }

  @Override
  public void close() {
    client.close();
  }
}
