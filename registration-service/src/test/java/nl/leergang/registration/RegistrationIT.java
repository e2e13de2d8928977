package nl.leergang.registration;

import static nl.leergang.testing.RunningService.json;
import static nl.leergang.testing.TopicReader.header;
import static nl.leergang.testing.TopicReader.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.registration.edition.Editions;
import nl.leergang.testing.RunningService;
import nl.leergang.testing.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Two instances of the service as their callers and readers see them, on real servers. */
@NullUnmarked
class RegistrationIT {

  private static final String SLUG = "proef-" + UUID.randomUUID();

  private static RunningService one;
  private static RunningService two;
  private static SchedulePublisher schedule;
  private static TopicReader registrations;
  private static TopicReader contacts;
  private static TopicReader availability;
  private static TopicReader brochures;

  @BeforeAll
  static void start() {
    String brokers = RealServers.get().kafkaBrokers();
    String database = RunningService.freshDatabase();
    one =
        RunningService.start(
            RegistrationApplication.class,
            database,
            "leergang.registration.allowed-origins=https://gemeente.example");
    two = RunningService.start(RegistrationApplication.class, database);
    registrations = new TopicReader(brokers, "registration.registrations");
    contacts = new TopicReader(brokers, "registration.contacts");
    availability = new TopicReader(brokers, "registration.edition-availability");
    brochures = new TopicReader(brokers, "registration.brochure-requests");
    createScheduleTopics(brokers);
    schedule = new SchedulePublisher(brokers);
    schedule.programme(SLUG);
    await("the programme is known").atMost(Duration.ofSeconds(60)).until(() -> knows(SLUG));
  }

  @AfterAll
  static void stop() {
    registrations.close();
    contacts.close();
    availability.close();
    brochures.close();
    schedule.close();
    one.close();
    two.close();
  }

  @Test
  void givesTenSeatsTo200AtOnceAndQueuesTheOthersInOrder() {
    String edition = known(schedule.edition("DIRECT", 10));

    List<JsonNode> answers =
        together(200, i -> i % 2 == 0 ? one : two, i -> body(edition, "p" + i + "@example.org"))
            .stream()
            .map(answer -> {
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
              return json(answer);
            })
            .toList();

    assertThat(answers.stream().filter(a -> status(a).equals("CONFIRMED"))).hasSize(10);
    assertThat(
            answers.stream()
                .filter(a -> status(a).equals("WAITLISTED"))
                .map(a -> a.path("position").asLong()))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 190).boxed().toList());
    List<JsonNode> listed = everyone(edition);
    assertThat(listed).hasSize(200);
    assertThat(listed.stream().skip(10).map(r -> r.path("position").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 190).boxed().toList());
    listed.stream()
        .skip(10)
        .forEach(r ->
            assertThat(r.path("position").asLong())
                .as("the list's position is the one that was answered")
                .isEqualTo(
                    answers.stream()
                        .filter(a -> a.path("id").equals(r.path("id")))
                        .findFirst()
                        .orElseThrow()
                        .path("position")
                        .asLong()));
    await("availability published")
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            availability.of(edition).stream()
                .map(record -> text(record.value()))
                .anyMatch(t -> t.contains("\"waiting\":190") && t.contains("\"freeSeats\":0")));
    assertThat(violations(one)).isEqualTo("0.0");
  }

  @Test
  void takesOneRegistrationWhenTheSameKeyComesToTwoInstancesAtOnce() {
    String edition = known(schedule.edition("INTAKE", 100));
    String key = UUID.randomUUID().toString();
    String body = body(edition, "same@example.org");

    var answers = together(40, i -> i % 2 == 0 ? one : two, i -> body, "Idempotency-Key", key);

    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(
            answers.stream().filter(a -> a.headers().firstValue("Idempotency-Replayed").isEmpty()))
        .hasSize(1);
    assertThat(everyone(edition)).hasSize(1);
  }

  @Test
  void answersTheSameKeyWithAnotherBody422() {
    String edition = known(schedule.edition("DIRECT", 5));
    String key = "\"" + UUID.randomUUID() + "\"";

    var first = one.post("/v1/registrations", body(edition, "a@b.nl"), "Idempotency-Key", key);
    var second = two.post("/v1/registrations", body(edition, "c@d.nl"), "Idempotency-Key", key);
    var again =
        two.post(
            "/v1/registrations",
            body(edition, "a@b.nl").replace("\"a@b.nl\"", "\" a@b.nl \""),
            "Idempotency-Key",
            key.replace("\"", ""));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location"))
        .contains("/v1/registrations/" + json(first).path("id").asString());
    // In one piece: where the length is not known the end comes in a packet of its own.
    assertThat(first.headers().firstValueAsLong("Content-Length")).hasValue(first.body().length());
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(errors("RegistrationReceipt", first)).isEmpty();
  }

  @Test
  void recognisesAnIdenticalBodyWithoutKeyOnTheSameDay() {
    String edition = known(schedule.edition("DIRECT", 5));

    var first = one.post("/v1/registrations", body(edition, "keyless@example.org"));
    var second = two.post("/v1/registrations", body(edition, "keyless@example.org"));
    var other = two.post("/v1/registrations", body(edition, "other@example.org"));

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(other.headers().firstValue("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void publishesWhatHappenedInOrderAndThePersonOnTheContactsTopicOnly() throws IOException {
    String edition = known(schedule.edition("INTAKE", 1));
    var held = json(one.post("/v1/registrations", body(edition, "held@example.org")));
    var waits = json(one.post("/v1/registrations", body(edition, "waits@example.org")));

    assertThat(status(held)).isEqualTo("HELD");
    assertThat(status(waits)).isEqualTo("WAITLISTED");
    var events = registrations.await(held.path("id").asString(), 2);
    assertThat(headers(events, "ce_sequence")).containsExactly("1", "2");
    assertThat(headers(events, "ce_type"))
        .containsExactly(
            "nl.leergang.registration.enrollment-submitted.v1",
            "nl.leergang.registration.seat-allocated.v1");
    assertThat(header(events.getFirst(), "ce_source"))
        .isEqualTo("urn:nld:kvknr:00000000:systeem:registratie");
    assertThat(eventErrors("enrollment-submitted", events.get(0).value())).isEmpty();
    assertThat(eventErrors("seat-allocated", events.get(1).value())).isEmpty();
    var waiting = registrations.await(waits.path("id").asString(), 2);
    assertThat(headers(waiting, "ce_type").get(1)).endsWith("enrollment-waitlisted.v1");
    assertThat(eventErrors("enrollment-waitlisted", waiting.get(1).value())).isEmpty();
    for (var event : events) {
      assertThat(text(event.value())).doesNotContain("held@example.org", "Jansen", "Zoë");
    }
    var contact = contacts.await(held.path("id").asString(), 1).getFirst();
    assertThat(header(contact, "ce_sequence")).isEqualTo("1");
    assertThat(text(contact.value())).contains("held@example.org", "2511 AB");
    assertThat(eventErrors("contact-provided", contact.value())).isEmpty();
  }

  @Test
  void acceptsAPlainFormFromAnotherSite() {
    String edition = known(schedule.edition("DIRECT", 5));
    String key = UUID.randomUUID().toString();
    String form =
        ("editionId=%s&givenName=Zo%%C3%%AB&familyName=Jansen&email=form%%40example.org"
                + "&address.postalCode=2511ab&remarks=een%%0D%%0Atwee&privacyStatementAccepted=on"
                + "&idempotencyKey=%s&submit=Verstuur")
            .formatted(edition, key);

    var answer = one.postForm("/v1/registrations", form, "Origin", "https://elders.example");
    var contradictory = one.postForm("/v1/registrations", form, "Idempotency-Key", key + "x");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode stored = one.staff("/v1/registrations/" + json(answer).path("id").asString());
    assertThat(stored.path("givenName").asString()).isEqualTo("Zoë");
    assertThat(stored.path("remarks").asString()).isEqualTo("een\ntwee");
    assertThat(stored.path("address").path("postalCode").asString()).isEqualTo("2511 AB");
    assertThat(contradictory.statusCode()).isEqualTo(400);
    assertThat(fieldsOf(contradictory)).containsExactly("idempotencyKey");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    var answer =
        one.post(
            "/v1/registrations",
            """
            {"familyName":"a\\r\\nBcc: x@y.nl","email":"geen adres","language":"fr","salutation":"DR",
             "telephone":"bel me","organisation":"%s","role":{"$gt":""},"status":"CONFIRMED",
             "address":{"city":["Zeist"],"country":"NL"}}
            """
                .formatted("x".repeat(201)),
            "Accept-Language",
            "nl",
            "Idempotency-Key",
            "kort");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(fieldsOf(answer))
        .containsExactlyInAnyOrder(
            "idempotencyKey",
            "editionId",
            "givenName",
            "familyName",
            "email",
            "telephone",
            "organisation",
            "language",
            "salutation",
            "privacyStatementAccepted",
            "role",
            "status",
            "address.city",
            "address.country");
    assertThat(errors("Problem", answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"editionId\":{\"$gt\":\"\"}}",
        "{\"editionId\":\"e\",\"status\":\"CONFIRMED\"}",
        "{\"editionId\":",
        "[]",
        "\"\"",
        "null"
      })
  void refusesJsonThatIsNoRegistration(String body) {
    var answer = one.post("/v1/registrations", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email=%", "email=%zz", "email=%ff", "%c3=1"})
  void refusesAFormThatCannotBeDecoded(String form) {
    assertThat(one.postForm("/v1/registrations", form).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    assertThat(
            one.post("/v1/registrations", "{\"remarks\":\"" + "x".repeat(300_000) + "\"}")
                .statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSED,2037-03-11T17:30:00Z,SCHEDULED,edition-closed",
    "OPEN,2019-10-09T17:30:00Z,SCHEDULED,edition-past",
    "OPEN,2037-03-11T17:30:00Z,CANCELLED,edition-cancelled"
  })
  void answers409WhereNobodyCanRegister(
      String registration, String startsAt, String session, String code) {
    String edition = known(schedule.edition("DIRECT", 5, registration, startsAt, session));

    var answer = one.post("/v1/registrations", body(edition, "a@b.nl"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).path("code").asString()).isEqualTo(code);
  }

  @Test
  void tellsWhoWasAcceptedTheSameAfterTheEditionWasCancelled() {
    String edition = known(schedule.edition("DIRECT", 5));
    String key = UUID.randomUUID().toString();
    var first = one.post("/v1/registrations", body(edition, "a@b.nl"), "Idempotency-Key", key);
    schedule.cancelSession(edition);
    await("cancelled")
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            one.post("/v1/registrations", body(edition, UUID.randomUUID() + "@b.nl")).statusCode()
                == 409);

    var again = one.post("/v1/registrations", body(edition, "a@b.nl"), "Idempotency-Key", key);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void namesAnUnknownEdition() {
    known(schedule.edition("DIRECT", 5));

    var answer = one.post("/v1/registrations", body("bestaat-niet", "a@b.nl"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(fieldsOf(answer)).containsExactly("editionId");
  }

  @Test
  void takesEveryoneWhereThereIsNoMaximum() {
    String edition = known(schedule.edition("DIRECT", null));

    var answers = together(50, i -> one, i -> body(edition, "m" + i + "@example.org"));

    assertThat(answers).allMatch(a -> status(json(a)).equals("CONFIRMED"));
  }

  @Test
  void showsRegistrationsToStaffOnly() {
    assertThat(one.get("/v1/registrations").statusCode()).isEqualTo(401);
    assertThat(
            one.get(
                    "/v1/registrations",
                    "Authorization",
                    "Bearer " + RunningService.token(List.of("reader")))
                .statusCode())
        .isEqualTo(403);
    assertThat(one.get("/v1/brochure-requests").statusCode()).isEqualTo(401);
    assertThat(one.get("/v1/registrations/x").statusCode()).isEqualTo(401);
  }

  @Test
  void findsPeopleByTheirNameAndMarksLikelyDuplicates() throws IOException {
    String edition = known(schedule.edition("DIRECT", 5));
    String first =
        json(one.post("/v1/registrations", body(edition, "X@Example.org"))).path("id").asString();
    String second =
        json(two.post("/v1/registrations", body(edition, "x@example.org"))).path("id").asString();

    JsonNode found = one.staff("/v1/registrations?editionId=" + edition + "&q=ZOE%20jans");
    JsonNode none = one.staff("/v1/registrations?editionId=" + edition + "&q=pietersen");
    JsonNode noWord = one.staff("/v1/registrations?editionId=" + edition + "&q=***");

    assertThat(found.path("total").asInt()).isEqualTo(2);
    assertThat(found.path("items").get(0).path("id").asString()).isEqualTo(first);
    assertThat(found.path("items").get(0).has("possibleDuplicateOf")).isFalse();
    assertThat(found.path("items").get(1).path("id").asString()).isEqualTo(second);
    assertThat(found.path("items").get(1).path("possibleDuplicateOf").asString()).isEqualTo(first);
    assertThat(none.path("total").asInt()).isZero();
    assertThat(noWord.path("total").asInt()).isZero();
    assertThat(noWord.path("items")).isEmpty();
    assertThat(errors("RegistrationPage", found.toString())).isEmpty();
  }

  @Test
  void takesABrochureRequestOnce() throws IOException {
    String body =
        """
        {"programme":"%s","name":"Zoë Jansen","email":"z@example.org","telephone":"070 123 45 67",
         "address":"Plein 1\\n2511 AB Den Haag","privacyStatementAccepted":true}
        """;
    String key = UUID.randomUUID().toString();

    var first = one.post("/v1/brochure-requests", body.formatted(SLUG), "Idempotency-Key", key);
    var again = two.post("/v1/brochure-requests", body.formatted(SLUG), "Idempotency-Key", key);
    var other =
        two.post(
            "/v1/brochure-requests",
            body.formatted(SLUG).replace("Plein", "Straat"),
            "Idempotency-Key",
            key);
    var unknown = one.post("/v1/brochure-requests", body.formatted("bestaat-niet"));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(fieldsOf(unknown)).containsExactly("programme");
    String id = json(first).path("id").asString();
    var event = brochures.await(id, 1).getFirst();
    assertThat(eventErrors("brochure-requested", event.value())).isEmpty();
    assertThat(eventErrors("contact-provided", contacts.await(id, 1).getFirst().value())).isEmpty();
    JsonNode stored = one.staff(first.headers().firstValue("Location").orElseThrow());
    assertThat(stored.path("id").asString()).isEqualTo(id);
    assertThat(one.get("/v1/brochure-requests/" + id).statusCode()).isEqualTo(401);
    assertThat(one.staff("/v1/brochure-requests/" + id + "0").path("status").asInt())
        .isEqualTo(404);
    JsonNode list = one.staff("/v1/brochure-requests");
    assertThat(list.path("items").get(0).path("name").asString()).isEqualTo("Zoë Jansen");
    assertThat(errors("BrochureRequestPage", list.toString())).isEmpty();
  }

  @Test
  void letsScriptsOfAllowedOriginsRegister() {
    var allowed = one.preflight("/v1/registrations", "https://gemeente.example");
    var other = one.preflight("/v1/registrations", "https://elders.example");

    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://gemeente.example");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void acceptsWhileTheBrokerIsAwayAndCatchesUp() throws IOException {
    try (RealServers.PrivateBroker broker = RealServers.get().privateBroker()) {
      broker.start();
      createScheduleTopics(broker.address());
      String edition;
      try (SchedulePublisher publisher = new SchedulePublisher(broker.address())) {
        edition = publisher.edition("DIRECT", 3);
      }
      try (RunningService server =
          RunningService.start(
              RegistrationApplication.class,
              RunningService.freshDatabase(),
              "spring.cloud.stream.kafka.binder.brokers=" + broker.address())) {
        await("ready").atMost(Duration.ofSeconds(60)).until(() -> knows(server, edition));
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        broker.kill();

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          var answer = server.post("/v1/registrations", body(edition, "b" + i + "@example.org"));
          assertThat(answer.statusCode()).isEqualTo(201);
          ids.add(json(answer).path("id").asString());
        }

        broker.restart();
        try (TopicReader reader = new TopicReader(broker.address(), "registration.registrations")) {
          for (String id : ids) {
            assertThat(headers(reader.await(id, 2), "ce_sequence")).startsWith("1", "2");
          }
        }
      }
    }
  }

  @Test
  void isNotReadyAndPromisesNothingBeforeTheScheduleWasEverRead() {
    try (RunningService server =
        RunningService.start(
            RegistrationApplication.class,
            RunningService.freshDatabase(),
            "spring.cloud.stream.kafka.binder.brokers=127.0.0.1:1")) {
      assertThat(server.get("/livez").statusCode()).isEqualTo(200);
      assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
      var answer = server.post("/v1/registrations", body("e", "a@b.nl"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().allValues("Retry-After")).hasSize(1);

      server
          .bean(MongoDatabase.class)
          .getCollection("programmes")
          .insertOne(new Document("_id", "p").append("slug", "proef"));
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(server.post("/v1/registrations", body("e", "a@b.nl")).statusCode())
          .as("that a programme is known says nothing of editions")
          .isEqualTo(503);
    }
  }

  @Test
  void tellsNobodyToTryAgainWhatTheDatabaseRejects() {
    try (RunningService server =
        RunningService.start(
            RegistrationApplication.class,
            RunningService.freshDatabase(),
            "spring.cloud.stream.kafka.binder.brokers=127.0.0.1:1")) {
      MongoDatabase database = server.bean(MongoDatabase.class);
      database
          .getCollection("programmes")
          .insertOne(new Document("_id", "p").append("slug", "proef"));
      await("the collection and its indexes")
          .until(() ->
              database.listCollectionNames().into(new ArrayList<>()).contains("brochure_requests"));
      database.runCommand(
          new Document("collMod", "brochure_requests")
              .append("validator", new Document("never", true)));

      var answer =
          server.post(
              "/v1/brochure-requests",
              """
              {"programme":"proef","name":"Zoë Jansen","email":"z@example.org",
               "telephone":"070 123 45 67","address":"Plein 1","privacyStatementAccepted":true}
              """);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
    }
  }

  @Test
  void answers503WithinSixSecondsWhileTheDatabaseIsAway() {
    try (RunningService server =
        RunningService.start(
            RegistrationApplication.class,
            RunningService.freshDatabase(),
            "spring.mongodb.uri=mongodb://127.0.0.1:1/?replicaSet=rs0")) {
      long start = System.nanoTime();
      var answer = server.post("/v1/registrations", body("e", "a@b.nl"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().allValues("Retry-After")).hasSize(1);
      assertThat(json(answer).path("title").asString())
          .isEqualTo("De dienst is even niet bereikbaar");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }
  }

  private static String known(String edition) {
    await("edition known to both")
        .atMost(Duration.ofSeconds(30))
        .until(() -> knows(one, edition) && knows(two, edition));
    return edition;
  }

  private static boolean knows(RunningService server, String edition) {
    return server.bean(Editions.class).find(edition).isPresent();
  }

  private static boolean knows(String slug) {
    return one.bean(nl.leergang.registration.edition.Programmes.class).bySlug(slug).isPresent();
  }

  private static void createScheduleTopics(String brokers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      for (String topic : List.of("schedule.editions", "schedule.programmes")) {
        try {
          admin
              .createTopics(
                  List.of(new org.apache.kafka.clients.admin.NewTopic(topic, 3, (short) 1)))
              .all()
              .get();
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOf(org.apache.kafka.common.errors.TopicExistsException.class);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static List<HttpResponse<String>> together(
      int count, IntFunction<RunningService> server, IntFunction<String> body, String... headers) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers =
          IntStream.range(0, count)
              .mapToObj(i ->
                  threads.submit(
                      (Callable<HttpResponse<String>>)
                          () -> server.apply(i).post("/v1/registrations", body.apply(i), headers)))
              .toList();
      List<HttpResponse<String>> results = new ArrayList<>();
      for (var answer : answers) {
        results.add(answer.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the contract says: after a 503 the same request completes it. */
  private static HttpResponse<String> postUntilAnswered(
      RunningService server, String body, String... headers) {
    HttpResponse<String> answer = server.post("/v1/registrations", body, headers);
    for (int attempt = 0; attempt < 10 && answer.statusCode() == 503; attempt++) {
      answer = server.post("/v1/registrations", body, headers);
    }
    return answer;
  }

  private static List<JsonNode> everyone(String edition) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode answer =
          one.staff("/v1/registrations?editionId=" + edition + "&pageSize=100&page=" + page);
      answer.path("items").forEach(all::add);
      if (all.size() >= answer.path("total").asInt()) {
        return all;
      }
    }
  }

  private static String violations(RunningService server) {
    return String.valueOf(
        server
            .bean(io.micrometer.core.instrument.MeterRegistry.class)
            .get("leergang.seats.violations")
            .gauge()
            .value());
  }

  private static String status(JsonNode registration) {
    return registration.path("status").asString();
  }

  private static Set<String> fieldsOf(HttpResponse<String> answer) {
    Set<String> fields = new HashSet<>();
    json(answer).path("errors").forEach(error -> fields.add(error.path("field").asString()));
    return fields;
  }

  private static String body(String edition, String email) {
    return """
    {"editionId":"%s","givenName":"Zoë","infix":"van der","familyName":"Jansen","email":"%s",
     "organisation":"Gemeente %s","address":{"street":"Plein","postalCode":"2511ab"},
     "privacyStatementAccepted":true,"editionVersion":1}
    """
        .formatted(edition, email, email.replaceAll("[^a-z0-9]", " "));
  }

  private static List<?> eventErrors(String event, byte[] data) throws IOException {
    try (InputStream schema =
        RegistrationIT.class.getResourceAsStream(
            "/contracts/events/" + event + ".v1.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema)
          .validate(text(data), InputFormat.JSON);
    }
  }

  private static List<?> errors(String component, HttpResponse<String> answer) {
    return errors(component, answer.body());
  }

  /** Against the published OpenAPI document, whose schemas are JSON Schema. */
  private static List<?> errors(String component, String body) {
    try (InputStream yaml =
        RegistrationIT.class.getResourceAsStream("/contracts/openapi/registration.yaml")) {
      JsonNode document = new YAMLMapper().readTree(yaml);
      String schema =
          "{\"$ref\":\"#/components/schemas/%s\",\"components\":%s}"
              .formatted(component, document.path("components"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema)
          .validate(body, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }
}
