package nl.leergang.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.ParkedEvents.Outcome;
import nl.leergang.sample.Wire;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumption against a real database; deliveries are made by hand, so each order is exact. */
@NullUnmarked
class InboxIT {

  private static MongoClient client;
  private static MongoDatabase database;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestProjection projection = new TestProjection("t", "texts", false);
  private long offset;
  private String key;
  private Inbox inbox;

  @BeforeAll
  static void connect() {
    client = MongoClients.create(RealServers.get().mongodbUri());
    database =
        client
            .getDatabase("inbox_" + UUID.randomUUID().toString().substring(0, 8))
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY);
  }

  @AfterAll
  static void disconnect() {
    database.drop();
    client.close();
  }

  @BeforeEach
  void prepare() {
    key = UUID.randomUUID().toString();
    inbox = inboxOn(database);
  }

  @Test
  void appliesEventsInOrderAndDoesTheirWork() {
    inbox.receive(List.of(event(1), event(2)));

    assertThat(texts()).containsExactly("t1", "t2");
    assertThat(state().getLong("lastSeq")).isEqualTo(2);
    assertThat(work()).isEqualTo(2);
  }

  @Test
  void ignoresDuplicates() {
    var first = event(1);
    inbox.receive(List.of(first, first));
    inbox.receive(List.of(first));

    assertThat(texts()).containsExactly("t1");
    assertThat(work()).isEqualTo(1);
    assertThat(counted("duplicate")).isEqualTo(2);
  }

  @Test
  void parksWhatComesTooEarlyAndAppliesItInItsTurn() {
    inbox.receive(List.of(event(3)));
    inbox.receive(List.of(event(2)));
    assertThat(state()).isNull();
    assertThat(parked()).isEqualTo(2);

    inbox.receive(List.of(event(1)));

    assertThat(texts()).containsExactly("t1", "t2", "t3");
    assertThat(parked()).isZero();
  }

  @Test
  void endsInTheSameStateHoweverEventsAreShuffledAndRepeated() {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      var event = event(i);
      Collections.addAll(all, event, event, event);
    }
    Collections.shuffle(all, new Random(7));
    for (int i = 0; i < all.size(); i += 10) {
      inbox.receive(all.subList(i, i + 10));
    }

    assertThat(texts()).hasSize(30).startsWith("t1", "t2", "t3").endsWith("t29", "t30");
    assertThat(work()).isEqualTo(30);
    assertThat(parked()).isZero();
  }

  @Test
  void parksPoisonOnceWithItsBytesAndLetsOtherKeysFlow() {
    String other = UUID.randomUUID().toString();
    var poison = Wire.received("t", ++offset, Wire.event("the-event", key, 1, "{\"text\":"));
    inbox.receive(
        List.of(
            poison,
            event(2),
            Wire.received("t", ++offset, Wire.event(other, 1, "{\"text\":\"o\"}"))));
    inbox.receive(List.of(poison));

    assertThat(texts(other)).containsExactly("o");
    assertThat(state()).isNull();
    List<Document> standing = standing();
    assertThat(standing)
        .extracting(d -> d.getString("reason"))
        .containsExactly("POISON", "BEHIND_POISON");
    Document first = standing.getFirst();
    assertThat(first.get("value", org.bson.types.Binary.class).getData()).isEqualTo(poison.value());
    assertThat(first.getLong("offset")).isEqualTo(poison.offset());
    assertThat(first.getString("detail")).isNotBlank();
    assertThat(ParkingLot.view(first).headers()).containsEntry("ce_id", "the-event");
  }

  @Test
  void parksWhatIsNoCloudEventAtAll() {
    var foreign =
        new ConsumerRecord<>("t", 0, ++offset, (byte[]) null, new byte[] {(byte) 0xff, 0});
    inbox.receive(List.of(foreign, event(1)));

    assertThat(texts()).containsExactly("t1");
    assertThat(
            database
                .getCollection("parked_events")
                .countDocuments(
                    Filters.and(Filters.eq("offset", offset - 1), Filters.exists("key", false))))
        .isEqualTo(1);
  }

  @Test
  void keepsTheOffsetWhenPoisonCanNotBeParked() {
    Inbox cut =
        inboxOn(
            GatedDatabase.before(
                database,
                "parked_events",
                "bulkWrite",
                () -> {
                  throw new IllegalStateException("the database is away");
                }));
    var poison = Wire.received("t", ++offset, Wire.event(key, 1, "{"));

    assertThatThrownBy(() -> cut.receive(List.of(poison))).hasMessageContaining("away");
    cut.receive(List.of(poison));
    assertThat(parked()).isEqualTo(1);
  }

  @Test
  void doesTheWorkOfAnEventWhenItCrashedBeforeTheFence() {
    Inbox crashing =
        inboxOn(
            GatedDatabase.before(
                database,
                "texts",
                "insertMany",
                () -> {
                  throw new IllegalStateException("killed");
                }));
    var event = event(1);

    assertThatThrownBy(() -> crashing.receive(List.of(event))).hasMessage("killed");
    assertThat(work()).isEqualTo(1);
    assertThat(state()).isNull();

    inbox.receive(List.of(event));
    assertThat(work()).isEqualTo(1);
    assertThat(texts()).containsExactly("t1");
  }

  @Test
  void drainsWhatACrashLeftParked() {
    inbox.receive(List.of(event(2)));
    var first = event(1);
    // Killed after the fence and before the draining.
    Inbox crashing =
        inboxOn(
            GatedDatabase.before(
                database,
                "parked_events",
                "distinct",
                () -> {
                  throw new IllegalStateException("killed");
                }));
    assertThatThrownBy(() -> crashing.receive(List.of(first))).hasMessage("killed");
    assertThat(texts()).containsExactly("t1");

    inbox.receive(List.of(first));

    assertThat(texts()).containsExactly("t1", "t2");
    assertThat(parked()).isZero();
  }

  @Test
  void looksAgainAfterParkingBecauseTheMissingOneMayJustHaveCome() {
    var first = event(1);
    Inbox late =
        inboxOn(
            GatedDatabase.before(
                database, "parked_events", "bulkWrite", () -> inbox.receive(List.of(first))));

    late.receive(List.of(event(2)));

    assertThat(texts()).containsExactly("t1", "t2");
    assertThat(parked()).isZero();
  }

  @Test
  void foldsAgainWhenAnotherInstanceWasFaster() {
    var first = event(1);
    var second = event(2);
    Inbox slow =
        inboxOn(
            GatedDatabase.before(
                database, "texts", "insertMany", () -> inbox.receive(List.of(first))));

    slow.receive(List.of(first, second));

    assertThat(texts()).containsExactly("t1", "t2");
    assertThat(work()).isEqualTo(2);
  }

  @Test
  void neverTakesTheFenceBackWhenAStaleInstanceWakesUp() {
    var first = event(1);
    var second = event(2);
    var third = event(3);
    Inbox staleAtTheFirst =
        inboxOn(
            GatedDatabase.before(
                database, "texts", "insertMany", () -> inbox.receive(List.of(first, second))));

    staleAtTheFirst.receive(List.of(first));

    assertThat(texts()).containsExactly("t1", "t2");
    assertThat(state().getLong("lastSeq")).isEqualTo(2);

    var fourth = event(4);
    Inbox staleLater =
        inboxOn(
            GatedDatabase.before(
                database, "texts", "bulkWrite", () -> inbox.receive(List.of(third, fourth))));

    staleLater.receive(List.of(third));

    assertThat(texts()).containsExactly("t1", "t2", "t3", "t4");
    assertThat(state().getLong("lastSeq")).isEqualTo(4);
  }

  @Test
  void leavesFieldsOfOtherWritersAlone() {
    database.getCollection("texts").insertOne(new Document("_id", key).append("theirs", "kept"));
    inbox.receive(List.of(event(1)));

    assertThat(state().getString("theirs")).isEqualTo("kept");
    assertThat(texts()).containsExactly("t1");
  }

  @Test
  void keepsOfAnErasedContactTheMarkOnly() {
    TestProjection contacts = new TestProjection("c", "contacts", true);
    Inbox reader = new Inbox(contacts, database, new ParkingLot(database), meters);
    reader.receive(List.of(Wire.received("c", 1, Wire.event(key, 4, "{\"text\":\"naam\"}"))));
    reader.receive(List.of(Wire.received("c", 2, Wire.event(key, 5, null))));
    reader.receive(List.of(Wire.received("c", 3, Wire.event(key, 4, "{\"text\":\"naam\"}"))));
    reader.receive(List.of(Wire.received("c", 4, Wire.event(key, 6, "{\"text\":\"naam\"}"))));

    assertThat(database.getCollection("contacts").find(Filters.eq("_id", key)).first())
        .isEqualTo(new Document("_id", key).append("erased", true).append("lastSeq", 6L));
  }

  @Test
  void letsStaffDiscardPoisonAndGoesOnWithWhatWaited() {
    inbox.receive(
        List.of(Wire.received("t", ++offset, Wire.event(key, 1, "{")), event(2), event(3)));
    ParkedEvents staff = staff();
    String poison = standing().getFirst().getString("_id");

    assertThat(staff.replay(poison, "anna")).isEqualTo(Outcome.STILL_PARKED);
    assertThat(staff.discard(poison, "anna")).isEqualTo(Outcome.DISCARDED);
    assertThat(staff.discard(poison, "anna")).isEqualTo(Outcome.NOT_FOUND);

    assertThat(texts()).containsExactly("t2", "t3");
    assertThat(parked()).isZero();
    assertThat(
            database.getCollection(MongoParkedEvents.AUDIT).find(Filters.eq("parkedEvent", poison)))
        .extracting(line -> line.getString("action") + " " + line.getString("outcome"))
        .containsExactly("replay STILL_PARKED", "discard DISCARDED");
  }

  @Test
  void replaysPoisonThatAnewVersionCanRead() {
    var poison = Wire.received("t", ++offset, Wire.event(key, 1, "{\"text\":{}}"));
    inbox.receive(List.of(poison, event(2)));
    Projection newer = new Newer();
    Inbox deployed = new Inbox(newer, database, new ParkingLot(database), meters);

    Outcome outcome =
        new MongoParkedEvents(
                new ParkingLot(database), List.of(deployed), database, Clock.systemUTC())
            .replay(standing().getFirst().getString("_id"), "anna");

    assertThat(outcome).isEqualTo(Outcome.APPLIED);
    assertThat(state().getLong("lastSeq")).isEqualTo(2);
    assertThat(parked()).isZero();
  }

  @Test
  void discardsAnEventBehindAGapWithoutLosingThoseBetween() {
    inbox.receive(List.of(event(2), event(3)));
    String third = standing().getLast().getString("_id");

    staff().discard(third, "anna");
    assertThat(state()).isNull();
    inbox.receive(List.of(event(1), event(4)));

    assertThat(texts()).containsExactly("t1", "t2", "t4");
  }

  @Test
  void closesAGapOnlyBeforeTheFirstThatStands() {
    inbox.receive(List.of(event(1), event(3), event(4)));
    String third = standing().getFirst().getString("_id");
    String fourth = standing().getLast().getString("_id");

    assertThat(staff().closeGap(fourth, "anna")).isEqualTo(Outcome.STILL_PARKED);
    assertThat(staff().closeGap(third, "anna")).isEqualTo(Outcome.APPLIED);

    assertThat(texts()).containsExactly("t1", "t3", "t4");
    assertThat(state().getLong("lastSeq")).isEqualTo(4);
  }

  @Test
  void drainsOnItsRoundWhatNoEventWakes() {
    var first = event(1);
    inbox.receive(List.of(event(2)));
    inboxOn(
        GatedDatabase.before(
            database,
            "parked_events",
            "distinct",
            () -> {
              throw new IllegalStateException("killed");
            }));
    new ProjectionStore(database, projection).write(List.of(folded(first)));

    new ParkingWatch(new ParkingLot(database), List.of(inbox), meters).step();

    assertThat(texts()).containsExactly("t1", "t2");
  }

  private Fold folded(ConsumerRecord<byte[], byte[]> message) {
    Fold fold = new Fold(projection, key, null);
    fold.accept(nl.leergang.messaging.CloudEvents.read(message));
    return fold;
  }

  private Inbox inboxOn(MongoDatabase on) {
    return new Inbox(projection, on, new ParkingLot(on), meters);
  }

  private ParkedEvents staff() {
    return new MongoParkedEvents(
        new ParkingLot(database), List.of(inbox), database, Clock.systemUTC());
  }

  private ConsumerRecord<byte[], byte[]> event(long sequence) {
    return Wire.received(
        "t", ++offset, Wire.event(key, sequence, "{\"text\":\"t" + sequence + "\"}"));
  }

  private Document state() {
    return database.getCollection("texts").find(Filters.eq("_id", key)).first();
  }

  private List<String> texts() {
    return state().getList("texts", String.class);
  }

  private List<String> texts(String of) {
    return database
        .getCollection("texts")
        .find(Filters.eq("_id", of))
        .first()
        .getList("texts", String.class);
  }

  private long work() {
    return database.getCollection("texts_work").countDocuments(Filters.eq("of", key));
  }

  private long parked() {
    return standing().size();
  }

  private List<Document> standing() {
    return database
        .getCollection("parked_events")
        .find(Filters.eq("key", key))
        .sort(new Document("seq", 1))
        .into(new ArrayList<>());
  }

  private double counted(String result) {
    return meters.get("leergang.consumed.events").tag("result", result).counter().count();
  }

  private record Newer() implements Projection {
    @Override
    public String topic() {
      return "t";
    }

    @Override
    public String collection() {
      return "texts";
    }

    @Override
    public Document apply(Document state, InboundEvent event) {
      return new Document(state == null ? new Document() : state);
    }
  }
}
