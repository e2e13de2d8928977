package nl.leergang.schedule;

import static nl.leergang.testing.TopicReader.header;
import static nl.leergang.testing.TopicReader.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.testing.RunningService;
import nl.leergang.testing.TopicReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service as its callers and its readers see it, on a real broker and a real database. */
@NullUnmarked
class ScheduleIT {

  private static final String SLUG = "proef-" + UUID.randomUUID();
  private static final String TOO_LARGE = "groot-" + UUID.randomUUID();
  private static final int EDITIONS = 12;
  private static final LocalDate NEXT_YEAR = LocalDate.now().plusYears(1).withDayOfMonth(10);

  private static RunningService server;
  private static TopicReader programmes;
  private static TopicReader editions;
  private static List<String> editionIds;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    StringBuilder file = new StringBuilder();
    file.append(
        """
        programme:
          slug: %s
          title: Proef
          kind: PROGRAMME
          admission: DIRECT
          audience: Iedereen
          summary: Een proef.
          sessions: [{number: 1, title: Een}, {number: 2, title: Twee}]
        editions:
        """
            .formatted(SLUG));
    for (int i = 0; i < EDITIONS; i++) {
      file.append(
          """
            - key: e%d
              capacity: 10
              location: {city: Utrecht}
              sessions:
                - {number: 1, startsOn: %s, startTime: '18:30', nights: 1, overnight: true}
                - {number: 2}
          """
              .formatted(i, NEXT_YEAR.plusDays(i)));
    }
    Files.writeString(folder.resolve("proef.yaml"), file);
    Files.writeString(folder.resolve("fout.yaml"), "programme:\n  slug: Fout Fout\n");
    Files.writeString(folder.resolve("groot.yaml"), tooLarge());
    server =
        RunningService.start(
            ScheduleApplication.class,
            RunningService.freshDatabase(),
            "leergang.catalogue.directory=" + folder);
    await("catalogue imported")
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get("/readyz").statusCode() == 200);
    editionIds = new ArrayList<>();
    server
        .json("/v1/editions?programme=" + SLUG + "&pageSize=100")
        .path("items")
        .forEach(item -> editionIds.add(item.path("id").asString()));
    String brokers = RealServers.get().kafkaBrokers();
    programmes = new TopicReader(brokers, "schedule.programmes");
    editions = new TopicReader(brokers, "schedule.editions");
  }

  @AfterAll
  static void stop() {
    programmes.close();
    editions.close();
    server.close();
  }

  @Test
  void publishesTheImportedCatalogueAsCloudEvents() throws IOException {
    JsonNode programme = server.json("/v1/programmes/" + SLUG);
    var published = programmes.await(programme.path("id").asString(), 1);

    assertThat(published).hasSize(1);
    var record = published.getFirst();
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_type")).isEqualTo("nl.leergang.schedule.programme-published.v1");
    assertThat(header(record, "ce_source")).isEqualTo("urn:nld:kvknr:00000000:systeem:planning");
    assertThat(header(record, "ce_subject")).isEqualTo(record.key());
    assertThat(header(record, "ce_sequence")).isEqualTo("1");
    assertThat(header(record, "ce_id")).isNotBlank();
    assertThat(header(record, "ce_time")).endsWith("Z");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(eventErrors("programme-published", record.value())).isEmpty();

    var edition = editions.await(editionIds.getFirst(), 1).getFirst();
    assertThat(header(edition, "ce_type")).isEqualTo("nl.leergang.schedule.edition-published.v1");
    assertThat(eventErrors("edition-published", edition.value())).isEmpty();
  }

  @Test
  void namesTheFileThatItLeftOutAndServesTheOthers() {
    assertThat(editionIds).hasSize(EDITIONS);
    assertThat(server.json("/v1/programmes").path("total").asInt()).isEqualTo(5);
  }

  @Test
  void takesNothingOfAFileWithAnEditionThatNoEventCanHold() {
    assertThat(server.get("/v1/programmes/" + TOO_LARGE).statusCode()).isEqualTo(404);
    assertThat(server.json("/v1/editions?programme=" + TOO_LARGE).path("total").asInt()).isZero();
  }

  /** In the shape of the schema, and read before the file of the other tests. */
  private static String tooLarge() {
    String text = "x".repeat(200);
    StringBuilder file = new StringBuilder();
    file.append(
        """
        programme:
          slug: %s
          title: Groot
          kind: PROGRAMME
          admission: DIRECT
          audience: Iedereen
          summary: Veel tekst.
          sessions:
        """
            .formatted(TOO_LARGE));
    IntStream.rangeClosed(1, 100)
        .forEach(number -> file.append("    - {number: %d, title: %s}\n".formatted(number, text)));
    file.append("editions:\n  - key: klein\n    sessions: [{number: 1}]\n");
    file.append("  - key: groot\n    location: {name: %s, city: %s}\n".formatted(text, text));
    file.append("    sessions:\n");
    IntStream.rangeClosed(1, 100)
        .forEach(number -> file.append("      - {number: %d}\n".formatted(number)));
    return file.toString();
  }

  @Test
  void movesOnceWhenTheSameMoveIsAskedTwice() throws IOException {
    String id = editionIds.get(0);
    String move = "{\"startsAt\":\"%sT18:30\",\"expectedSequence\":0,\"reason\":\"Zaal bezet\"}";
    String body = move.formatted(NEXT_YEAR.plusDays(100));

    var first = server.postAsStaff(session(id, 1) + "/reschedule", body);
    var second = server.postAsStaff(session(id, 1) + "/reschedule", body);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(RunningService.json(first).path("sequence").asInt()).isEqualTo(1);
    assertThat(RunningService.json(first).path("endsOn").asString())
        .isEqualTo(NEXT_YEAR.plusDays(101).toString());
    assertThat(answerErrors("Session", first)).isEmpty();

    // The cancellation stands behind whatever the second call might have published.
    assertThat(server.postAsStaff(session(id, 1) + "/cancel", "{}").statusCode()).isEqualTo(200);
    var again = server.postAsStaff(session(id, 1) + "/cancel", "{\"reason\":\"nogmaals\"}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(RunningService.json(again).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(server.postAsStaff(session(id, 2) + "/cancel", "").statusCode()).isEqualTo(200);
    var events = editions.await(id, 4);
    assertThat(headers(events, "ce_sequence")).containsExactly("1", "2", "3", "4");
    assertThat(headers(events, "ce_type"))
        .containsExactly(
            "nl.leergang.schedule.edition-published.v1",
            "nl.leergang.schedule.session-rescheduled.v1",
            "nl.leergang.schedule.session-cancelled.v1",
            "nl.leergang.schedule.session-cancelled.v1");
    assertThat(eventErrors("session-rescheduled", events.get(1).value())).isEmpty();
    assertThat(server.json("/v1/editions/" + id).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(server.json("/v1/editions/" + id).path("version").asInt()).isEqualTo(4);
  }

  @Test
  void refusesAnotherMoveOnAStaleSequence() {
    String path = session(editionIds.get(1), 1) + "/reschedule";
    String move = "{\"startsAt\":\"%sT18:30\",\"expectedSequence\":0}";

    assertThat(server.postAsStaff(path, move.formatted(NEXT_YEAR.plusDays(50))).statusCode())
        .isEqualTo(200);
    var stale = server.postAsStaff(path, move.formatted(NEXT_YEAR.plusDays(60)));

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void schedulesASessionThatWasOpen() throws IOException {
    String id = editionIds.get(2);
    var answer =
        server.postAsStaff(
            session(id, 2) + "/reschedule",
            "{\"startsAt\":\"%sT10:00:00Z\",\"endsAt\":\"%sT12:00:00+02:00\",\"location\":{\"name\":\"Zaal\",\"city\":\"Zeist\"}}"
                .formatted(NEXT_YEAR.plusDays(70), NEXT_YEAR.plusDays(71)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var event = editions.await(id, 2).get(1);
    assertThat(header(event, "ce_type")).isEqualTo("nl.leergang.schedule.session-scheduled.v1");
    assertThat(eventErrors("session-scheduled", event.value())).isEmpty();
  }

  @Test
  void letsConcurrentMovesFollowEachOther() {
    String id = editionIds.get(3);
    var answers =
        together(8, i -> "{\"startsAt\":\"%sT18:30\"}".formatted(NEXT_YEAR.plusDays(100 + i)), id);

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    var events = editions.await(id, 9);
    assertThat(headers(events, "ce_sequence"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(server.json("/v1/editions/" + id).at("/sessions/0/sequence").asInt()).isEqualTo(8);
  }

  @Test
  void letsOneWinWhenAllDecidedOnTheSameSequence() {
    String id = editionIds.get(4);
    var answers =
        together(
            8,
            i ->
                "{\"startsAt\":\"%sT18:30\",\"expectedSequence\":0}"
                    .formatted(NEXT_YEAR.plusDays(100 + i)),
            id);

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 409);
  }

  @Test
  void showsTheFreeSeatsThatRegistrationTells() {
    String id = editionIds.get(5);
    assertThat(server.json("/v1/editions/" + id).path("freeSeats").asInt()).isEqualTo(10);

    tellAvailability(
        id,
        1,
        "{\"editionId\":\"%s\",\"capacity\":10,\"taken\":7,\"freeSeats\":3,\"waiting\":0,\"at\":\"2027-01-01T00:00:00Z\",\"later\":1}"
            .formatted(id));
    await("three free seats")
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.json("/v1/editions/" + id).path("freeSeats").asInt() == 3);
    tellAvailability(
        id,
        3,
        "{\"editionId\":\"%s\",\"capacity\":10,\"taken\":9,\"freeSeats\":1,\"waiting\":2,\"at\":\"2027-01-01T00:00:02Z\"}"
            .formatted(id));
    // An older snapshot that comes late does not count.
    tellAvailability(
        id,
        2,
        "{\"editionId\":\"%s\",\"capacity\":10,\"taken\":8,\"freeSeats\":2,\"waiting\":0,\"at\":\"2027-01-01T00:00:01Z\"}"
            .formatted(id));
    await("nobody gets a free seat while others wait")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          JsonNode edition = server.json("/v1/editions/" + id);
          assertThat(edition.path("freeSeats").asInt(-1)).isZero();
          assertThat(edition.path("waiting").asInt()).isEqualTo(2);
          assertThat(edition.path("status").asString()).isEqualTo("FULL");
          assertThat(edition.path("version").asInt()).isEqualTo(1);
        });
  }

  @Test
  void letsOnlyStaffChangeTheSchedule() {
    String path = session(editionIds.get(6), 1) + "/cancel";

    assertThat(server.post(path, "{}").statusCode()).isEqualTo(401);
    assertThat(
            server
                .post(
                    path, "{}", "Authorization", "Bearer " + RunningService.token(List.of("other")))
                .statusCode())
        .isEqualTo(403);
    assertThat(server.post(path, "{}", "Authorization", "Bearer nonsense").statusCode())
        .isEqualTo(401);
    assertThat(server.json("/v1/editions/" + editionIds.get(6)).at("/sessions/0/status").asString())
        .isEqualTo("SCHEDULED");
  }

  @Test
  void namesEveryWrongFieldAtOnce() throws IOException {
    String path = session(editionIds.get(7), 1) + "/reschedule";
    var answer =
        server.postAsStaff(
            path,
            "{\"endsAt\":\"morgen\",\"location\":{\"name\":\"Zaal\",\"floor\":1},\"expectedSequence\":\"x\",\"room\":\"A\",\"reason\":\"%s\"}"
                .formatted("x".repeat(501)),
            "Accept-Language",
            "en");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RunningService.json(answer).path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder(
            "startsAt",
            "endsAt",
            "location.city",
            "location.floor",
            "expectedSequence",
            "room",
            "reason");
    assertThat(answerErrors("Problem", answer)).isEmpty();
  }

  @Test
  void refusesWhatCannotBe() {
    String path = session(editionIds.get(8), 1) + "/reschedule";

    assertField(server.postAsStaff(path, "{\"startsAt\":\"2027-03-28T02:30\"}"), "startsAt");
    assertField(server.postAsStaff(path, "{\"startsAt\":\"2020-01-01T10:00\"}"), "startsAt");
    assertField(
        server.postAsStaff(
            path, "{\"startsAt\":\"2030-01-01T10:00\",\"endsAt\":\"2030-01-01T09:00\"}"),
        "endsAt");
    assertField(
        server.postAsStaff(
            path, "{\"startsAt\":\"2030-01-01T10:00\",\"endsAt\":\"2030-01-01T10:00:00.9\"}"),
        "endsAt");
    assertField(
        server.postAsStaff(path, "{\"startsAt\":\"2030-01-01T10:00\",\"room\":\"A\"}"), "room");
    assertField(
        server.postAsStaff(path, "{\"startsAt\":\"2030-01-01T10:00\",\"expectedSequence\":-1}"),
        "expectedSequence");
    assertThat(server.postAsStaff(path, "{\"startsAt\":").statusCode()).isEqualTo(400);
    assertThat(
            server
                .postAsStaff(
                    "/v1/editions/none/sessions/none/reschedule",
                    "{\"startsAt\":\"2030-01-01T10:00\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            server
                .postAsStaff("/v1/editions/" + editionIds.get(8) + "/sessions/none/cancel", "{}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void answersAsItsOpenApiDocumentSays() throws IOException {
    var list = server.get("/v1/programmes?pageSize=100");
    assertThat(answerErrors("ProgrammePage", list)).isEmpty();
    assertThat(list.headers().firstValue("API-Version")).contains("1.0.0");
    for (JsonNode programme : RunningService.json(list).path("items")) {
      var one = server.get("/v1/programmes/" + programme.path("slug").asString());
      assertThat(answerErrors("Programme", one)).isEmpty();
    }
    assertThat(answerErrors("EditionPage", server.get("/v1/editions?pageSize=100"))).isEmpty();
    assertThat(answerErrors("Edition", server.get("/v1/editions/" + editionIds.get(9)))).isEmpty();
    assertThat(answerErrors("Problem", server.get("/v1/editions/none"))).isEmpty();
    assertThat(answerErrors("Problem", server.get("/v1/editions?page=0&pageSize=101"))).isEmpty();
    assertThat(server.get("/v1/programmes/none").statusCode()).isEqualTo(404);
    assertThat(
            server
                .json("/v1/editions?startsAfter=ooit&page=0")
                .path("errors")
                .findValuesAsString("field"))
        .containsExactly("startsAfter", "page");
    assertThat(
            server
                .json("/v1/editions?startsAfter=%2B999999999-12-31&programme=" + "a".repeat(8_000))
                .path("errors")
                .findValuesAsString("code"))
        .containsExactly("out-of-range", "too-long");
  }

  @Test
  void listsEditionsByBeginningInPagesThatLinkToEachOther() {
    var page = server.get("/v1/editions?programme=" + SLUG + "&page=2&pageSize=5");

    assertThat(page.headers().firstValue("Link").orElse(""))
        .contains(
            "</v1/editions?programme=" + SLUG + "&page=3&pageSize=5>; rel=\"next\"",
            "page=1&pageSize=5>; rel=\"prev\"",
            "rel=\"last\"");
    assertThat(RunningService.json(page).path("total").asInt()).isEqualTo(EDITIONS);
    assertThat(RunningService.json(page).path("items").size()).isEqualTo(5);
    assertThat(
            server
                .json("/v1/editions?programme=" + SLUG + "&startsAfter=" + NEXT_YEAR.plusDays(10))
                .path("items")
                .findValuesAsString("id"))
        .contains(editionIds.get(10), editionIds.get(11));
  }

  @Test
  void tellsAReaderThatNothingChanged() {
    var first = server.get("/v1/editions/" + editionIds.get(11));
    String tag = first.headers().firstValue("ETag").orElseThrow();

    var second = server.get("/v1/editions/" + editionIds.get(11), "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  private static List<HttpResponse<String>> together(
      int callers, IntFunction<String> body, String edition) {
    String path = session(edition, 1) + "/reschedule";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, callers)
              .mapToObj(i -> threads.submit(() -> server.postAsStaff(path, body.apply(i))))
              .toList();
      return calls.stream().map(ScheduleIT::result).toList();
    }
  }

  private static <T> T result(Future<T> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static String session(String edition, int number) {
    String id =
        server.json("/v1/editions/" + edition).at("/sessions/" + (number - 1) + "/id").asString();
    return "/v1/editions/" + edition + "/sessions/" + id;
  }

  private static void assertField(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(RunningService.json(answer).path("errors").findValuesAsString("field"))
        .containsExactly(field);
  }

  private static void tellAvailability(String edition, int sequence, String data) {
    try (var producer =
        new KafkaProducer<String, byte[]>(
            Map.of("bootstrap.servers", RealServers.get().kafkaBrokers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var record =
          new ProducerRecord<>(
              "registration.edition-availability", edition, data.getBytes(StandardCharsets.UTF_8));
      Map.of(
              "ce_specversion", "1.0",
              "ce_id", UUID.randomUUID().toString(),
              "ce_type", "nl.leergang.registration.edition-availability-changed.v1",
              "ce_source", "urn:nld:kvknr:00000000:systeem:registratie",
              "ce_subject", edition,
              "ce_sequence", String.valueOf(sequence),
              "ce_time", "2027-01-01T00:00:00Z",
              "content-type", "application/json")
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record);
    }
  }

  private static List<?> eventErrors(String name, byte[] data) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(resource("events/" + name + ".v1.schema.json"), InputFormat.JSON)
        .validate(
            new String(data, StandardCharsets.UTF_8),
            InputFormat.JSON,
            c -> c.executionConfig(e -> e.formatAssertionsEnabled(true)));
  }

  /**
   * What in an answer is not as the published document says; nor may it hold a field unnamed there.
   */
  private static List<?> answerErrors(String schema, HttpResponse<String> answer)
      throws IOException {
    var document =
        (tools.jackson.databind.node.ObjectNode)
            tools.jackson.dataformat.yaml.YAMLMapper.shared()
                .readTree(resource("openapi/schedule.yaml"));
    document
        .path("components")
        .path("schemas")
        .forEach(s -> {
          if (s.path("type").asString("").equals("object")
              && !s.path("description").asString("").contains("RFC 9457")) {
            ((tools.jackson.databind.node.ObjectNode) s).put("additionalProperties", false);
          }
        });
    document.put("$ref", "#/components/schemas/" + schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(document)
        .validate(
            answer.body(),
            InputFormat.JSON,
            c -> c.executionConfig(e -> e.formatAssertionsEnabled(true)));
  }

  private static String resource(String name) throws IOException {
    try (var in = ScheduleIT.class.getClassLoader().getResourceAsStream("contracts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
