package nl.leergang.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.messaging.KafkaConnection;
import nl.leergang.messaging.MessagingTestAccess;
import nl.leergang.messaging.Topics;
import nl.leergang.messaging.inbox.GatedDatabase;
import nl.leergang.sample.Wire;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The relay against a real broker and a real database. */
@NullUnmarked
class RelayIT {

  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static MongoClient client;

  private final MongoDatabase database =
      client
          .getDatabase("relay_" + UUID.randomUUID().toString().substring(0, 8))
          .withReadConcern(ReadConcern.MAJORITY)
          .withWriteConcern(WriteConcern.MAJORITY);
  private final String topic = "relay." + UUID.randomUUID();
  private final Outbox outbox = new Outbox(Clock.systemUTC(), (name, id, whole) -> {});
  private final List<Runnable> closing = new ArrayList<>();

  @BeforeAll
  static void connect() {
    client = MongoClients.create(RealServers.get().mongodbUri());
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @AfterEach
  void stop() {
    closing.reversed().forEach(Runnable::run);
    database.drop();
  }

  @Test
  void sendsInOrderWhatTheSweepFindsAndClearsIt() {
    write("a", 1, 250);
    startRelay(database, kafka()::producer);

    awaitCleared("a");
    assertThat(sequences(read(250), "a"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 250).boxed().toList());
  }

  @Test
  void keepsAnEventThatWasAddedWhileOthersWereUnderWay() {
    write("a", 1, 1);
    OutboxEvent second = outbox.event(topic, 2, "nl.leergang.x.v1", Map.of("n", 2));
    MongoDatabase gated =
        GatedDatabase.before(
            database,
            "things",
            "updateMany",
            () ->
                database
                    .getCollection("things")
                    .updateOne(
                        Filters.eq("_id", "a"),
                        Updates.pushEach("outbox", Outbox.documents(List.of(second)))));
    startRelay(gated, kafka()::producer);

    awaitCleared("a");
    assertThat(sequences(read(2), "a")).containsExactly(1, 2);
  }

  @Test
  void startsAgainAtTheFirstFailureWhenALaterOneWasAcknowledged() {
    write("a", 1, 3);
    AtomicBoolean timedOut = new AtomicBoolean();
    AtomicReference<Callback> unanswered = new AtomicReference<>();
    startRelay(
        database,
        () ->
            sending((message, callback, real) -> {
              if (sequence(message) == 1 && timedOut.compareAndSet(false, true)) {
                unanswered.set(callback);
              } else if (sequence(message) == 3 && unanswered.get() != null) {
                Callback first = unanswered.getAndSet(null);
                real.accept((metadata, failure) -> {
                  callback.onCompletion(metadata, failure);
                  first.onCompletion(null, new TimeoutException("no answer in time"));
                });
              } else {
                real.accept(callback);
              }
            }));

    awaitCleared("a");
    assertThat(timedOut).isTrue();
    // The consumer parks 2 and 3 and sees the rest as duplicates: what counts is that after 1 they
    // come again, so that nothing that was cleared stands before it alone.
    List<Integer> log = sequences(read(5), "a");
    assertThat(log.subList(log.indexOf(1), log.size())).containsExactly(1, 2, 3);
  }

  @Test
  void skipsNothingWhenTwoRelaysSendTheSame() throws Exception {
    write("a", 1, 3);
    CountDownLatch sentByFirst = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    MongoDatabase stalling =
        GatedDatabase.before(
            database,
            "things",
            "updateMany",
            () -> {
              sentByFirst.countDown();
              waitFor(goOn);
            });
    startRelay(stalling, kafka()::producer);
    assertThat(sentByFirst.await(40, TimeUnit.SECONDS)).isTrue();
    startRelay(database, kafka()::producer);
    awaitCleared("a");
    append("a", 4);
    goOn.countDown();

    awaitCleared("a");
    List<Integer> log = sequences(read(7), "a");
    assertThat(log.stream().distinct()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void sendsThePresentStateAfterAStaleSenderPublishedAnOldOne() throws Exception {
    database
        .getCollection("states")
        .insertOne(new Document("_id", "s").append("revision", 1L).append("dirty", true));
    CountDownLatch readByFirst = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    startRelay(
        database,
        () ->
            sending((message, callback, real) -> {
              if (first.compareAndSet(true, false)) {
                readByFirst.countDown();
                waitFor(goOn);
              }
              real.accept(callback);
            }));
    assertThat(readByFirst.await(40, TimeUnit.SECONDS)).isTrue();
    database
        .getCollection("states")
        .updateOne(
            Filters.eq("_id", "s"),
            Updates.combine(Updates.set("revision", 2L), Updates.set("dirty", true)));
    startRelay(database, kafka()::producer);
    await("the second relay sent the present state")
        .atMost(LONGEST)
        .until(() -> Boolean.FALSE.equals(dirty()));
    goOn.countDown();

    List<ConsumerRecord<byte[], byte[]>> log = read(3);
    assertThat(sequences(log, "s")).endsWith(1, 2);
    await("and the mark is cleared").atMost(LONGEST).until(() -> Boolean.FALSE.equals(dirty()));
  }

  @Test
  void notesOfEachOfManySnapshotsWhetherItIsStillThePresentState() {
    var states = database.getCollection("states");
    List.of("a", "b", "c")
        .forEach(id ->
            states.insertOne(new Document("_id", id).append("revision", 7L).append("dirty", true)));
    var backlog = new SnapshotBacklog(database, new States(topic), "urn:test");
    List<Backlog.Parcel> read = backlog.load(List.of("c", "a", "b"));
    states.updateOne(Filters.eq("_id", "a"), Updates.set("revision", 3L));
    List<Backlog.Parcel> later = backlog.load(List.of("a"));
    states.updateOne(Filters.eq("_id", "b"), Updates.inc("revision", 1L));

    backlog.settle(
        List.of(
            new Backlog.Receipt(parcel(read, "c"), 1),
            new Backlog.Receipt(parcel(later, "a"), 1),
            new Backlog.Receipt(parcel(read, "b"), 1)));

    assertThat(states.find(Filters.eq("dirty", true)).map(d -> d.getString("_id")))
        .containsOnly("b");
  }

  private static Backlog.Parcel parcel(List<Backlog.Parcel> parcels, String id) {
    return parcels.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void publishesOnceMoreAfterAStartWhatChangedLately() {
    // As it is left where a stale sender was killed after another one had cleared the mark.
    database
        .getCollection("states")
        .insertOne(
            new Document("_id", "s")
                .append("revision", 2L)
                .append("dirty", false)
                .append("snapshotAt", new Date()));

    startRelay(database, kafka()::producer, existingTopic());

    assertThat(sequences(read(1), "s")).containsExactly(2);
  }

  @Test
  void sendsWhatWasJustInsertedWithoutReadingItBack() {
    Relay relay = startRelay(database, kafka()::producer, existingTopic());
    database.getCollection("things").insertOne(new Document("_id", "a"));

    // The document itself has no events: only what was handed over can have been sent.
    relay.hint("things", "a", events(1, 2));

    assertThat(sequences(read(2), "a")).containsExactly(1, 2);
  }

  @Test
  void losesNothingWhenTheBrokerIsKilledAndCatchesUp() {
    try (RealServers.PrivateBroker broker = RealServers.get().privateBroker()) {
      KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", broker.address()));
      // Absent at the start.
      write("before", 1, 2);
      Topics topics = startTopics(kafka);
      Relay relay = startRelay(database, kafka::producer, topics);
      broker.start();
      awaitCleared("before");

      broker.kill();
      IntStream.rangeClosed(1, 300)
          .forEach(i -> {
            write("k" + i, 1, 2);
            relay.hint("things", "k" + i, List.of());
          });
      broker.restart();
      await("everything is sent")
          .atMost(LONGEST)
          .until(() ->
              database.getCollection("things").countDocuments(Filters.exists("outbox.0")) == 0);

      List<ConsumerRecord<byte[], byte[]>> log =
          Wire.read(
              broker.address(),
              topic,
              LONGEST,
              all -> all.stream().map(Wire::key).distinct().count() == 301);
      assertThat(log.stream().map(Wire::key).distinct()).hasSize(301);
      for (int i = 1; i <= 300; i++) {
        assertThat(sequences(log, "k" + i).stream().distinct()).containsExactly(1, 2);
      }
    }
  }

  @Test
  void letsNothingWaitForThatWhichTheBrokerRefuses() throws Exception {
    Set<String> tried = ConcurrentHashMap.newKeySet();
    List<String> refused = IntStream.range(0, 40).mapToObj(i -> "large" + i).toList();
    try (Admin admin = Admin.create(kafka().common())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, Optional.of(1), Optional.<Short>empty())
                      .configs(Map.of("max.message.bytes", "3000"))))
          .all()
          .get();
      refused.forEach(id -> insert(id, List.of(largeEvent())));
      startRelay(
          database,
          () ->
              sending((message, callback, real) ->
                  real.accept((metadata, failure) -> {
                    tried.add(new String(message.key(), StandardCharsets.UTF_8));
                    callback.onCompletion(metadata, failure);
                  })));
      await("all are tried").atMost(LONGEST).until(() -> tried.containsAll(refused));

      write("small", 1, 3);

      awaitCleared("small");
      assertThat(sequences(read(3), "small")).containsExactly(1, 2, 3);
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "1000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    refused.forEach(this::awaitCleared);
  }

  @Test
  void takesHintsWhileOneDocumentFailsAgainAndAgain() {
    AtomicInteger tried = new AtomicInteger();
    write("fails", 1, 1);
    Relay relay =
        startRelay(
            database,
            () ->
                sending((message, callback, real) -> {
                  if (isOf("fails", message)) {
                    tried.incrementAndGet();
                    callback.onCompletion(null, new TimeoutException("no answer in time"));
                  } else {
                    real.accept(callback);
                  }
                }),
            existingTopic());
    await("it failed").atMost(LONGEST).until(() -> tried.get() > 0);
    write("works", 1, 1);
    awaitCleared("works");
    int before = tried.get();
    await("it failed again, twice").atMost(LONGEST).until(() -> tried.get() >= before + 2);
    database.getCollection("things").insertOne(new Document("_id", "hinted"));

    relay.hint("things", "hinted", events(1, 1));

    assertThat(
            Wire.read(
                RealServers.get().kafkaBrokers(),
                topic,
                LONGEST,
                all -> !sequences(all, "hinted").isEmpty()))
        .anyMatch(message -> Wire.key(message).equals("hinted"));
  }

  @Test
  void keepsNoEventsOfHintsWhenTheBrokerFails() throws Exception {
    AtomicReference<Callback> unanswered = new AtomicReference<>();
    AtomicBoolean first = new AtomicBoolean(true);
    AtomicBoolean second = new AtomicBoolean(true);
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    write("a", 1, 1);
    write("b", 1, 1);
    Relay relay =
        startRelay(
            database,
            () ->
                sending((message, callback, real) -> {
                  if (first.compareAndSet(true, false)) {
                    unanswered.set(callback);
                    return;
                  }
                  if (second.compareAndSet(true, false)) {
                    holding.countDown();
                    waitFor(goOn);
                  }
                  real.accept(callback);
                }),
            existingTopic());
    assertThat(holding.await(40, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      relay.hint("things", "h" + i, events(1, 1));
    }
    assertThat(relay.hinted()).isEqualTo(20);

    unanswered.get().onCompletion(null, new TimeoutException("no answer in time"));

    await("the hints are dropped").atMost(LONGEST).until(() -> relay.hinted() == 0);
    for (int i = 0; i < 20; i++) {
      relay.hint("things", "h" + i, events(1, 1));
    }
    assertThat(relay.hinted()).as("a few try it").isEqualTo(10);
    goOn.countDown();
    awaitCleared("a");
    awaitCleared("b");
  }

  @Test
  void findsWhatWaitsThroughThePartialIndex() {
    write("a", 1, 1);
    database
        .getCollection("things")
        .insertOne(new Document("_id", "b").append("outbox", List.of()));
    database.getCollection("states").insertOne(new Document("_id", "s").append("dirty", true));
    MessagingTestAccess.createIndexes(
        database, Map.of("things", OutboxBacklog.INDEX, "states", SnapshotBacklog.INDEX));

    assertThat(
            database
                .getCollection("things")
                .find(Filters.exists("outbox.0.at"))
                .sort(new Document("outbox.0.at", 1))
                .explain()
                .toJson())
        .contains("\"indexName\": \"outbox_waiting\"")
        .doesNotContain("COLLSCAN")
        .doesNotContain("\"stage\": \"SORT\"");
    assertThat(
            database
                .getCollection("states")
                .find(Filters.eq("dirty", true))
                .sort(new Document("dirty", 1).append("snapshotAt", 1))
                .explain()
                .toJson())
        .contains("\"indexName\": \"snapshot_waiting\"")
        .doesNotContain("COLLSCAN")
        .doesNotContain("\"stage\": \"SORT\"");
  }

  private Boolean dirty() {
    return database
        .getCollection("states")
        .find(Filters.eq("_id", "s"))
        .first()
        .getBoolean("dirty");
  }

  private KafkaConnection kafka() {
    return new KafkaConnection(Map.of("bootstrap.servers", RealServers.get().kafkaBrokers()));
  }

  private Topics startTopics(KafkaConnection kafka) {
    Topics topics = MessagingTestAccess.topics(kafka);
    topics.need(topic, false);
    topics.start();
    closing.add(topics::stop);
    return topics;
  }

  private Topics existingTopic() {
    Topics topics = startTopics(kafka());
    await("the topic").atMost(LONGEST).until(() -> topics.exists(topic));
    return topics;
  }

  private Relay startRelay(MongoDatabase on, Supplier<Producer<byte[], byte[]>> producers) {
    return startRelay(on, producers, startTopics(kafka()));
  }

  private Relay startRelay(
      MongoDatabase on, Supplier<Producer<byte[], byte[]>> producers, Topics topics) {
    String source = "urn:nld:kvknr:00000000:systeem:proef";
    Relay relay =
        new Relay(
            producers,
            topics,
            new SimpleMeterRegistry(),
            List.of(
                new OutboxBacklog(on, new OutboxCollection("things"), source),
                new SnapshotBacklog(on, new States(topic), source)));
    relay.start();
    closing.add(relay::stop);
    return relay;
  }

  private void write(String id, int from, int to) {
    insert(id, events(from, to));
  }

  private void insert(String id, List<OutboxEvent> events) {
    database
        .getCollection("things")
        .insertOne(new Document("_id", id).append("outbox", Outbox.documents(events)));
  }

  /** Of what can't be compressed. */
  private OutboxEvent largeEvent() {
    byte[] noise = new byte[8_000];
    new Random(1).nextBytes(noise);
    return outbox.event(topic, 1, "nl.leergang.x.v1", Map.of("noise", noise));
  }

  private void append(String id, int number) {
    database
        .getCollection("things")
        .updateOne(
            Filters.eq("_id", id),
            Updates.pushEach("outbox", Outbox.documents(events(number, number))));
  }

  private List<OutboxEvent> events(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> outbox.event(topic, i, "nl.leergang.x.v1", Map.of("n", i)))
        .toList();
  }

  private void awaitCleared(String id) {
    await("the outbox of " + id + " is empty")
        .atMost(LONGEST)
        .until(() ->
            database
                .getCollection("things")
                .find(Filters.eq("_id", id))
                .first()
                .getList("outbox", Document.class)
                .isEmpty());
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int atLeast) {
    return Wire.read(
        RealServers.get().kafkaBrokers(), topic, LONGEST, all -> all.size() >= atLeast);
  }

  private static List<Integer> sequences(List<ConsumerRecord<byte[], byte[]>> log, String key) {
    return log.stream()
        .filter(message -> Wire.key(message).equals(key))
        .map(message -> Integer.valueOf(Wire.header(message, "ce_sequence")))
        .toList();
  }

  private static int sequence(ProducerRecord<byte[], byte[]> message) {
    return Integer.parseInt(new String(message.headers().lastHeader("ce_sequence").value()));
  }

  private static boolean isOf(String id, ProducerRecord<byte[], byte[]> message) {
    return id.equals(new String(message.key(), StandardCharsets.UTF_8));
  }

  private static void waitFor(CountDownLatch gate) {
    try {
      assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Send {
    void send(ProducerRecord<byte[], byte[]> message, Callback callback, Consumer<Callback> real);
  }

  /** A real producer with a gate before each send. */
  @SuppressWarnings("unchecked")
  private Producer<byte[], byte[]> sending(Send gate) {
    Producer<byte[], byte[]> real = kafka().producer();
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (self, method, arguments) -> {
              if (method.getName().equals("send") && arguments.length == 2) {
                var message = (ProducerRecord<byte[], byte[]>) arguments[0];
                Callback callback = (Callback) arguments[1];
                AtomicReference<Object> result = new AtomicReference<>();
                gate.send(message, callback, answer -> result.set(real.send(message, answer)));
                return result.get();
              }
              return method.invoke(real, arguments);
            });
  }

  private record States(String topic) implements SnapshotSource {
    @Override
    public String collection() {
      return "states";
    }

    @Override
    public String type() {
      return "nl.leergang.state.v1";
    }

    @Override
    public String revisionField() {
      return "revision";
    }

    @Override
    public Document fields() {
      return new Document("revision", 1);
    }

    @Override
    public Object payload(Document state) {
      return Map.of("revision", state.getLong("revision"));
    }

    @Override
    public Duration minInterval() {
      return Duration.ofMillis(100);
    }
  }
}
