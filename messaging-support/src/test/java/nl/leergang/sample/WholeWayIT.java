package nl.leergang.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.messaging.CloudEvents;
import nl.leergang.messaging.outbox.Outbox;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** From a document's outbox over the broker into the projections, as a service is configured. */
class WholeWayIT {

  private static SampleServer server;
  private static MongoDatabase database;
  private static Outbox outbox;

  @BeforeAll
  static void start() {
    org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    server = SampleServer.start();
    database = server.bean(MongoDatabase.class);
    outbox = server.bean(Outbox.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void carriesEventsIntoEachProjectionOfTheTopic() {
    String id = UUID.randomUUID().toString();
    write(id, "een", "twee");

    awaitTexts("note_texts", id, "een", "twee");
    awaitTexts("note_texts_again", id, "een", "twee");
    awaitEmptyOutbox(id);
    assertThat(server.bean(SampleApplication.Hints.class).keys).contains(id);
  }

  @Test
  void writesTheEnvelopeThatIsDocumented() {
    String id = UUID.randomUUID().toString();
    write(id, "een");

    var message =
        Wire.read(
                RealServers.get().kafkaBrokers(),
                SampleApplication.NOTES,
                Duration.ofSeconds(20),
                all -> all.stream().anyMatch(m -> Wire.key(m).equals(id)))
            .stream()
            .filter(m -> Wire.key(m).equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(Wire.header(message, "ce_specversion")).isEqualTo("1.0");
    assertThat(Wire.header(message, "ce_type")).isEqualTo(SampleApplication.NOTED);
    assertThat(Wire.header(message, "ce_source")).isEqualTo("urn:nld:kvknr:00000000:systeem:proef");
    assertThat(Wire.header(message, "ce_subject")).isEqualTo(id);
    assertThat(Wire.header(message, "ce_sequence")).isEqualTo("1");
    assertThat(Wire.header(message, "content-type")).isEqualTo("application/json");
    assertThat(new String(message.value(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"een\"}");
  }

  @Test
  void publishesASnapshotAgainWhenTheStateChanged() {
    String id = UUID.randomUUID().toString();
    database
        .getCollection("note_states")
        .insertOne(
            new Document("_id", id)
                .append("revision", 1L)
                .append("text", "a")
                .append("dirty", true));
    awaitTexts("note_states_read", id, "a");

    database
        .getCollection("note_states")
        .updateOne(
            Filters.eq("_id", id),
            Updates.combine(
                Updates.set("text", "b"), Updates.set("revision", 2L), Updates.set("dirty", true)));
    awaitTexts("note_states_read", id, "a", "b");
    await("the mark is cleared")
        .until(() ->
            Boolean.FALSE.equals(
                database
                    .getCollection("note_states")
                    .find(Filters.eq("_id", id))
                    .first()
                    .getBoolean("dirty")));
  }

  @Test
  void letsStaffReplayWhatWasPoisonAndKeepsOtherKeysFlowing() throws Exception {
    String sick = UUID.randomUUID().toString();
    String well = UUID.randomUUID().toString();
    ProducerRecord<byte[], byte[]> poison =
        CloudEvents.write(SampleApplication.NOTES, Wire.event(sick, 1, "{\"text\":"));
    Wire.send(
        RealServers.get().kafkaBrokers(),
        List.of(
            poison,
            CloudEvents.write(SampleApplication.NOTES, Wire.event(sick, 2, "{\"text\":\"b\"}")),
            CloudEvents.write(SampleApplication.NOTES, Wire.event(well, 1, "{\"text\":\"c\"}"))));

    awaitTexts("note_texts", well, "c");
    await("both are parked, for each projection")
        .untilAsserted(() ->
            assertThat(
                    database.getCollection("parked_events").countDocuments(Filters.eq("key", sick)))
                .isEqualTo(4));

    JsonMapper json = new JsonMapper();
    var listed =
        json.readTree(server.send(server.asStaff("/v1/parked-events?pageSize=100")).body());
    String id =
        listed
            .get("items")
            .valueStream()
            .filter(item ->
                item.get("key").asString("").equals(sick)
                    && item.get("reason").asString().equals("POISON")
                    && item.get("collection").asString().equals("note_texts"))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asString();
    assertThat(post("/v1/parked-events/" + id + "/replay")).contains("STILL_PARKED");
    assertThat(post("/v1/parked-events/" + id + "/discard")).contains("DISCARDED");
    awaitTexts("note_texts", sick, "b");
    assertThat(database.getCollection("parked_events_audit").find(Filters.eq("parkedEvent", id)))
        .extracting(line -> line.getString("action") + " by " + line.getString("actor"))
        .containsExactly("replay by anna", "discard by anna");
  }

  @Test
  void exposesItsMetrics() {
    MeterRegistry meters = server.bean(MeterRegistry.class);
    String id = UUID.randomUUID().toString();
    write(id, "een");
    awaitTexts("note_texts", id, "een");
    assertThat(meters.find("leergang.outbox.depth").tag("collection", "notes").gauge()).isNotNull();
    assertThat(meters.find("leergang.outbox.oldest.age").gauge()).isNotNull();
    await()
        .untilAsserted(() ->
            assertThat(
                    meters
                        .get("leergang.outbox.published")
                        .tag("topic", SampleApplication.NOTES)
                        .counter()
                        .count())
                .isPositive());
    assertThat(meters.find("leergang.parked.events").tag("reason", "poison").gauge()).isNotNull();
    assertThat(meters.get("leergang.consumed.events").tag("result", "applied").counter().count())
        .isPositive();
    await("the lag is back at nothing")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    meters
                        .get("leergang.consumer.lag")
                        .tag("collection", "note_texts")
                        .gauge()
                        .value())
                .isZero());
  }

  private static String post(String path) throws Exception {
    return server.send(server.asStaff(path).POST(HttpRequest.BodyPublishers.noBody())).body();
  }

  private static void write(String id, String... texts) {
    var events =
        IntStream.range(0, texts.length)
            .mapToObj(i ->
                outbox.event(
                    SampleApplication.NOTES,
                    i + 1,
                    SampleApplication.NOTED,
                    new SampleApplication.Noted(texts[i])))
            .toList();
    database
        .getCollection("notes")
        .insertOne(new Document("_id", id).append("outbox", Outbox.documents(events)));
    outbox.published("notes", id);
  }

  private static void awaitTexts(String collection, String id, String... texts) {
    await(collection + " of " + id)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          Document state = database.getCollection(collection).find(Filters.eq("_id", id)).first();
          assertThat(state).isNotNull();
          assertThat(state.getList("texts", String.class)).containsExactly(texts);
        });
  }

  private static void awaitEmptyOutbox(String id) {
    await("the outbox is empty")
        .untilAsserted(() ->
            assertThat(
                    database
                        .getCollection("notes")
                        .find(Filters.eq("_id", id))
                        .first()
                        .getList("outbox", Document.class))
                .isEmpty());
  }
}
