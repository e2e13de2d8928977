package nl.leergang.notification.sending;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.messaging.inbox.Projection;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Notifications;
import nl.leergang.notification.ledger.Status;
import nl.leergang.notification.moves.FanOut;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.replica.Slot;
import nl.leergang.notification.smtp.MailServer;
import nl.leergang.notification.smtp.ScriptedSmtpServer;
import nl.leergang.notification.smtp.ScriptedSmtpServer.Behaviour;
import nl.leergang.notification.smtp.ScriptedSmtpServer.Taken;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The ledger's rules on a real database and against a real, if contrary, mail server. The sender's
 * own threads are off: each test takes the steps itself, so that every interleaving is the same
 * each time.
 */
@NullUnmarked
@SpringBootTest(
    properties = {
      "leergang.mail.sending=false",
      "leergang.mail-server.final-timeout=2s",
      "leergang.mail-server.read-timeout=20s",
      "server.port=0",
      "management.server.port=0"
    })
class DeliveryIT {

  private static final String PERSON = "anna@gemeente.example";
  private static final String OFFICE = "ngb@office.example";
  private static final String MARCH = "2027-03-11T17:30:00Z";
  private static final String APRIL = "2027-04-08T16:30:00Z";
  private static final String MAY = "2027-05-13T16:30:00Z";
  private static final ScriptedSmtpServer SMTP = smtp();

  private static ScriptedSmtpServer smtp() {
    try {
      return new ScriptedSmtpServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("KAFKA_BROKERS", RealServers.get()::kafkaBrokers);
    registry.add("MONGODB_URI", RealServers.get()::mongodbUri);
    registry.add("spring.mongodb.uri", RealServers.get()::mongodbUri);
    registry.add(
        "leergang.mongodb.database",
        () -> "delivery_" + UUID.randomUUID().toString().substring(0, 8));
    registry.add("leergang.token-key", () -> "dGhlIGtleSBvZiB0aGVzZSB0ZXN0cyBvbmx5ICEhISE=");
    registry.add("leergang.mail-server.port", SMTP::port);
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Config {
    @Bean
    static Gates gates() {
      return new Gates();
    }
  }

  @AfterAll
  static void stopSmtp() throws Exception {
    SMTP.close();
  }

  @Autowired Gates gates;
  @Autowired Ledger ledger;
  @Autowired Replicas replicas;
  @Autowired Delivering delivering;
  @Autowired FanOut fanOut;
  @Autowired Notifications notifications;
  @Autowired QueueGate queueGate;
  @Autowired MailServer server;
  @Autowired MailProperties properties;
  @Autowired MongoDatabase database;
  @Autowired MeterRegistry meters;
  @Autowired List<Projection> projections;

  private final String edition = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final String registration = UUID.randomUUID().toString();
  private final Map<String, Long> sequences = new HashMap<>();
  private int sessionSequence;

  @BeforeEach
  void clean() {
    gates.open();
    SMTP.reset();
    queueGate.works();
    for (String name :
        List.of("notifications", "participations", "editions", "contacts", "programmes")) {
      database.getCollection(name).deleteMany(new Document());
    }
    ledger.createIndexes();
    replicas.createIndexes();
    publishEdition();
    fanOut.next();
  }

  // ---- what is under way

  @Test
  void countsWhatIsUnderWayWithoutReadingTheMailsThatAreSent() {
    confirmed();
    String other = UUID.randomUUID().toString();
    fold(submitted(other, "CONFIRMED"));
    fold(decided(other, "enrollment-confirmed", "DIRECT", 2));
    work();
    assertThat(statuses()).contains("SENT", "WAITING");
    awaitEventsOut();

    database.getCollection("system.profile").drop();
    database.runCommand(new Document("profile", 2));
    Map<Status, Long> counts = ledger.countUnderWay();
    database.runCommand(new Document("profile", 0));

    assertThat(counts).containsEntry(Status.WAITING, 2L).containsEntry(Status.SENDING, 0L);
    assertThat(profiled(new Document("command.aggregate", "notifications")))
        .isNotEmpty()
        .allSatisfy(count -> assertThat(count.getInteger("docsExamined")).isZero());
  }

  @Test
  void listsTheNewestMailsWithoutReadingTheOthers() {
    for (int i = 0; i < 5; i++) {
      String other = UUID.randomUUID().toString();
      fold(submitted(other, "CONFIRMED"));
      fold(decided(other, "enrollment-confirmed", "DIRECT", 2));
      contact(other, "person" + i + "@gemeente.example");
    }
    work();
    assertThat(statuses()).hasSize(10).containsOnly("SENT");
    awaitEventsOut();

    database.getCollection("system.profile").drop();
    database.runCommand(new Document("profile", 2));
    assertThat(notifications.find(null, List.of(), 0, 2)).hasSize(2);
    assertThat(notifications.find(null, List.of(Status.SENT, Status.FAILED), 0, 2)).hasSize(2);
    assertThat(notifications.count(null, List.of())).isEqualTo(10);
    assertThat(notifications.count(null, List.of(Status.SENT))).isEqualTo(10);
    database.runCommand(new Document("profile", 0));

    // The relay looks for events now and then, too.
    assertThat(profiled(new Document("ns", database.getName() + ".notifications")))
        .filteredOn(read -> !read.toJson().contains("outbox.0.at"))
        .hasSize(4)
        .allSatisfy(DeliveryIT::readsNoMoreThanThePage);
  }

  /** From here on the relay finds none and changes no mail. */
  private void awaitEventsOut() {
    await()
        .until(() ->
            database
                    .getCollection("notifications")
                    .countDocuments(new Document("outbox.0", new Document("$exists", true)))
                == 0);
  }

  private List<Document> profiled(Document filter) {
    return database.getCollection("system.profile").find(filter).into(new ArrayList<>());
  }

  private static void readsNoMoreThanThePage(Document read) {
    assertThat(read.getInteger("docsExamined", 0)).as(read.toJson()).isLessThanOrEqualTo(2);
  }

  // ---- brochures

  @Test
  void offersWithTheBrochureOnlyWhatOneCanStillRegisterFor() {
    String request = UUID.randomUUID().toString();
    Instant now = Instant.now();
    fold(
        event(
            "schedule.programmes",
            "asked-for",
            "programme-published",
            """
            {"programmeId":"asked-for","slug":"asked-for","title":"Gevraagd","admission":"DIRECT"}\
            """,
            1));
    editionOfTheBrochure("open", now.plus(Duration.ofDays(40)), "");
    editionOfTheBrochure("past", now.minus(Duration.ofDays(40)), "");
    editionOfTheBrochure(
        "closed",
        now.plus(Duration.ofDays(20)),
        "\"registrationClosesAt\":\"%s\",".formatted(now.minus(Duration.ofHours(1))));
    fold(
        event(
            "registration.brochure-requests",
            request,
            "brochure-requested",
            "{\"programmeId\":\"asked-for\",\"requestedAt\":\"%s\"}".formatted(now),
            1));
    fold(
        event(
            "registration.contacts",
            request,
            "contact-provided",
            """
            {"contactId":"%s","kind":"BROCHURE","language":"nl","name":"Anna","email":"%s"}\
            """
                .formatted(request, PERSON),
            1));
    work();

    assertThat(mails("BROCHURE")).extracting("status").containsExactly("SENT");
    assertThat(text(SMTP.takenFor(PERSON).get(0)))
        .containsOnlyOnce("Start: ")
        .contains(String.valueOf(now.plus(Duration.ofDays(40)).atZone(Slot.AMSTERDAM).getYear()));
  }

  private void editionOfTheBrochure(String id, Instant startsAt, String closing) {
    fold(
        event(
            "schedule.editions",
            id + edition,
            "edition-published",
            """
            {"editionId":"%s","version":1,"programme":{"programmeId":"asked-for",
            "slug":"asked-for","title":"Gevraagd","admission":"DIRECT"},"registration":"OPEN",
            %s"sample":true,"sessions":[{"sessionId":"%s","number":1,"title":"Moment 1",
            "startsAt":"%s","endsAt":"%s","overnight":false,"sequence":0,"status":"SCHEDULED"}]}\
            """
                .formatted(
                    id + edition, closing, id + session, startsAt, startsAt.plusSeconds(3_600)),
            1));
  }

  // ---- one mail per reason

  @Test
  void sendsOneMailHoweverOftenTheEventsCome() {
    InboundEvent submitted = submitted(registration, "CONFIRMED");
    InboundEvent confirmed = decided(registration, "enrollment-confirmed", "DIRECT", 2);
    contact(registration, PERSON);
    for (int i = 0; i < 3; i++) {
      // As after a crash between the derived documents and the fence.
      fold(submitted);
      fold(confirmed);
      deriveAgain(submitted);
      deriveAgain(confirmed);
      work();
    }

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
    assertThat(SMTP.takenFor(PERSON).get(0).header("Auto-Submitted")).isEqualTo("auto-generated");
  }

  @Test
  void waitsForAContactThatIsLate() {
    fold(submitted(registration, "CONFIRMED"));
    fold(decided(registration, "enrollment-confirmed", "DIRECT", 2));
    work();
    assertThat(statuses()).containsOnly("WAITING");

    contact(registration, PERSON);
    ledger.hasten(List.of(registration));
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
  }

  @Test
  void tellsTheOfficeTheOutcomeBeforeTheDecisionsOwnEventIsThere() {
    fold(submitted(registration, "WAITLISTED"));
    contact(registration, PERSON);
    work();

    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
    assertThat(text(SMTP.takenFor(OFFICE).get(0))).contains("op de wachtlijst");
  }

  @Test
  void doesNotSendEverythingAgainToACorrectedAddress() {
    confirmed();
    contact(registration, "anna.nieuw@gemeente.example");
    fanOut.sweep();
    work();
    assertThat(SMTP.takenFor("anna.nieuw@gemeente.example")).isEmpty();

    move(APRIL);
    followSchedule();
    work();

    assertThat(SMTP.takenFor("anna.nieuw@gemeente.example")).hasSize(1);
    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
  }

  @Test
  void saysOnlyTheLastOfTwoStatuses() {
    fold(submitted(registration, "WAITLISTED"));
    fold(decided(registration, "enrollment-waitlisted", null, 2));
    fold(decided(registration, "enrollment-confirmed", "PROMOTED", 3));
    contact(registration, PERSON);
    work();
    hastenAll(); // taken together with the older one, it waits until that one is out of the way
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(SMTP.takenFor(PERSON).get(0).header("Subject")).startsWith("Bevestiging");
    assertThat(mails("REGISTRATION_WAITLISTED").get(0).getString("status")).isEqualTo("SUPERSEDED");
  }

  @Test
  void letsNoStatusOvertakeTheOneThatIsBeingSent() {
    waitlisted();
    gates.after(
        "editionsNow",
        () -> {
          fold(decided(registration, "enrollment-confirmed", "PROMOTED", 3));
          work();
          assertThat(SMTP.takenFor(PERSON)).as("the first is still being sent").isEmpty();
        });
    work();
    hastenAll();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(SMTP.takenFor(PERSON).get(1).header("Subject")).startsWith("Bevestiging");
  }

  @Test
  void doesNotRepeatAStatusOfUnknownOutcomeThatHasChangedSince() {
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    waitlisted();
    work();
    fold(decided(registration, "enrollment-confirmed", "PROMOTED", 3));
    for (int i = 0; i < 2; i++) {
      hastenAll();
      work();
    }

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(SMTP.takenFor(PERSON).get(1).header("Subject")).startsWith("Bevestiging");
    assertThat(mails("REGISTRATION_WAITLISTED").get(0).getString("status")).isEqualTo("SUPERSEDED");
  }

  // ---- everyone hears of each move, once

  @Test
  void stillTellsOfAMoveWhenTheConfirmationThatShowedItWasRefused() {
    waitlisted();
    work();
    move(APRIL);
    followSchedule();
    fold(decided(registration, "enrollment-confirmed", "PROMOTED", 3));
    SMTP.next(PERSON, Behaviour.REFUSE_RECIPIENT_550);
    for (int i = 0; i < 3; i++) {
      hastenAll();
      work();
    }

    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("FAILED");
    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(text(SMTP.takenFor(PERSON).get(1))).contains("11 maart", "8 april");
  }

  @Test
  void leavesAloneWhatTheNextHolderToldWhenTheFirstFailsAfterItsLease() {
    SMTP.next(PERSON, Behaviour.ACCEPT, Behaviour.DEFER_CONTENT_451);
    register();
    gates.after(
        "tell",
        () -> {
          letLeasesRunOut();
          work();
        });
    work();
    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    move(APRIL);
    followSchedule();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(text(SMTP.takenFor(PERSON).get(1))).contains("11 maart", "8 april");
  }

  @Test
  void tellsOfAMoveOnceWithWhatWasToldBefore() {
    confirmed();
    move(APRIL);
    for (int i = 0; i < 3; i++) {
      followSchedule();
      fanOut.sweep();
      work();
    }

    List<Taken> mails = SMTP.takenFor(PERSON);
    assertThat(mails).hasSize(2);
    assertThat(mails.get(1).header("Subject")).startsWith("Bijeenkomst 1 is verzet");
    assertThat(mails.get(1).header("References")).isEqualTo(mails.get(0).header("Message-ID"));
    assertThat(text(mails.get(1))).contains("11 maart 2027", "8 april 2027");
  }

  @Test
  void showsTheNewTimeInAConfirmationThatWasNotRenderedYet() {
    register();
    move(APRIL);
    followSchedule();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(text(SMTP.takenFor(PERSON).get(0))).contains("8 april").doesNotContain("11 maart");
    assertThat(kind("MOVE")).isEmpty();
  }

  @Test
  void rendersAfreshWhenTheSessionMovesWhileTheConfirmationIsAboutToGo() {
    register();
    // The move is written, and its fan-out done, between "told" and the last look at the schedule.
    gates.after(
        "tell",
        () -> {
          move(APRIL);
          followSchedule();
        });
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(text(SMTP.takenFor(PERSON).get(0))).contains("8 april").doesNotContain("11 maart");
    assertThat(kind("MOVE"))
        .extracting(mail -> mail.getString("status"))
        .containsOnly("SUPERSEDED");
  }

  @Test
  void rendersAfreshWhenTheFanOutCameBeforeAnythingWasTold() {
    register();
    // The fan-out finds nobody behind yet; only the last look can notice the move.
    gates.before(
        "tell",
        () -> {
          move(APRIL);
          followSchedule();
        });
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(text(SMTP.takenFor(PERSON).get(0))).contains("8 april").doesNotContain("11 maart");
    assertThat(kind("MOVE")).isEmpty();
  }

  @Test
  void tellsOfAMoveThatComesAfterTheLastLook() {
    register();
    gates.after(
        "editionsNow",
        () -> {
          move(APRIL);
          followSchedule();
        });
    work();

    List<Taken> mails = SMTP.takenFor(PERSON);
    assertThat(mails).hasSize(2);
    assertThat(text(mails.get(0))).contains("11 maart");
    assertThat(text(mails.get(1))).contains("11 maart", "8 april");
  }

  @Test
  void saysNothingOfAMoveThatWasTakenBackBeforeAnybodyHeard() {
    confirmed();
    move(APRIL);
    followSchedule();
    move(MARCH);
    followSchedule();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
  }

  @Test
  void supersedesAMoveThatWasNotSentWhenTheNextCame() {
    confirmed();
    move(APRIL);
    followSchedule();
    move(MAY);
    followSchedule();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(text(SMTP.takenFor(PERSON).get(1)))
        .contains("11 maart", "13 mei")
        .doesNotContain("8 april");
    assertThat(kind("MOVE"))
        .extracting(mail -> mail.getString("status"))
        .containsExactlyInAnyOrder("SUPERSEDED", "SENT");
  }

  @Test
  void letsNoMoveOvertakeTheOneThatIsBeingSent() {
    confirmed();
    move(APRIL);
    followSchedule();
    Claim first = take().get(0);
    // The next move comes while the first one's bytes are on their way.
    gates.after(
        "editionsNow",
        () -> {
          move(MAY);
          followSchedule();
          work();
          assertThat(SMTP.takenFor(PERSON)).hasSize(1);
        });
    deliver(first);
    hastenAll();
    work();

    List<Taken> mails = SMTP.takenFor(PERSON);
    assertThat(mails).hasSize(3);
    assertThat(text(mails.get(1))).contains("11 maart", "8 april");
    assertThat(text(mails.get(2))).contains("8 april", "13 mei").doesNotContain("11 maart");
  }

  @Test
  void goesOnWithAFanOutThatDiedHalfWay() {
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = UUID.randomUUID().toString();
      people.add(id);
      fold(submitted(id, "CONFIRMED"));
      fold(decided(id, "enrollment-confirmed", "DIRECT", 2));
      contact(id, "person" + i + "@gemeente.example");
    }
    work();
    move(APRIL);
    gates.before(
        "fannedOut",
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThat(attempt(fanOut::next)).isFalse();
    // Half of what it had noted is lost with the instance, as if it had died in the middle.
    database.getCollection("notifications").deleteOne(eq("kind", "MOVE"));
    database.getCollection("notifications").deleteOne(eq("kind", "MOVE"));

    followSchedule();
    work();

    for (int i = 0; i < 5; i++) {
      assertThat(SMTP.takenFor("person" + i + "@gemeente.example")).hasSize(2);
    }
    assertThat(replicas.nextDueEdition()).isEmpty();
  }

  @Test
  void keepsTheMarkWhenTheEditionMovesAgainDuringTheFanOut() {
    confirmed();
    move(APRIL);
    gates.before("fannedOut", () -> move(MAY));
    fanOut.next();

    assertThat(replicas.nextDueEdition()).isPresent();
    followSchedule();
    work();
    assertThat(text(SMTP.takenFor(PERSON).get(1))).contains("13 mei");
  }

  @Test
  void tellsWhoWaitsOfAMoveToo() {
    waitlisted();
    work();
    move(APRIL);
    followSchedule();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(SMTP.takenFor(PERSON).get(1).source()).doesNotContain("text/calendar");
  }

  @Test
  void keepsTheOldThatWasToldWhenAMoveIsDeferred() {
    confirmed();
    SMTP.next(PERSON, Behaviour.DEFER_CONTENT_451);
    move(APRIL);
    followSchedule();
    work();
    assertThat(kind("MOVE").get(0).getString("status")).isEqualTo("RETRY");

    move(MAY);
    followSchedule();
    hastenAll();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    assertThat(text(SMTP.takenFor(PERSON).get(1)))
        .contains("11 maart", "13 mei")
        .doesNotContain("8 april");
  }

  // ---- many together

  @Test
  void asksTheDatabaseForAGroupAsOftenAsForOneMail() {
    List<String> people = register(20);
    List<Claim> claims = take();
    assertThat(claims).hasSize(40);
    gates.countAgain();
    send(makeReady(claims));

    assertThat(gates.counted())
        .containsOnly(
            Map.entry("underWay", 1),
            Map.entry("contacts", 1),
            Map.entry("participations", 1),
            Map.entry("editions", 1),
            Map.entry("enterData", 1),
            Map.entry("tell", 1),
            Map.entry("editionsNow", 1),
            Map.entry("sent", 1));
    people.forEach(person -> assertThat(SMTP.takenFor(person)).hasSize(1));
    assertThat(SMTP.takenFor(OFFICE)).hasSize(20);
    assertThat(statuses()).containsOnly("SENT");
  }

  @Test
  void dropsFromAGroupOnlyTheMailThatAnotherTook() {
    List<String> people = register(3);
    List<Claim> claims = take();
    Claim lost = claims.stream().filter(DeliveryIT::confirmation).findFirst().orElseThrow();
    gates.before(
        "enterData",
        () ->
            database
                .getCollection("notifications")
                .updateOne(
                    eq("_id", lost.id()), new Document("$set", new Document("lease.token", "x"))));
    send(makeReady(claims));

    assertThat(people.stream().filter(person -> SMTP.takenFor(person).isEmpty())).hasSize(1);
    assertThat(statuses()).containsOnlyOnce("SENDING").contains("SENT").hasSize(6);
  }

  @Test
  void countsAsSentOfAGroupOnlyWhatItCouldNote() {
    register(2);
    List<Claim> claims = take();
    Claim lost = claims.stream().filter(DeliveryIT::confirmation).findFirst().orElseThrow();
    gates.before(
        "sent",
        () ->
            database
                .getCollection("notifications")
                .updateOne(
                    eq("_id", lost.id()), new Document("$set", new Document("lease.token", "x"))));
    double before = meters.get("leergang.mail.leases.lost").counter().count();
    double sentBefore = confirmationsSent();
    send(makeReady(claims));

    assertThat(confirmationsSent() - sentBefore).isEqualTo(1);
    assertThat(meters.get("leergang.mail.leases.lost").counter().count() - before).isEqualTo(1);
  }

  private double confirmationsSent() {
    return meters
        .get("leergang.mails")
        .tags("template", "registration-confirmed", "result", "sent")
        .counter()
        .count();
  }

  @Test
  void rendersAfreshOnlyTheMailsOfTheEditionThatMoved() {
    List<String> people = register(2);
    gates.after(
        "tell",
        () -> {
          move(APRIL);
          followSchedule();
        });
    work(100);

    for (String person : people) {
      assertThat(SMTP.takenFor(person)).hasSize(1);
      assertThat(text(SMTP.takenFor(person).get(0))).contains("8 april").doesNotContain("11 maart");
    }
    assertThat(SMTP.takenFor(OFFICE)).hasSize(2);
  }

  @Test
  void sendsAgainWhatAKillLeftUnclearAndMarksIt() {
    List<String> people = register(3);
    List<Claim> claims = take().stream().filter(DeliveryIT::confirmation).toList();
    List<Outgoing> ready = makeReady(claims);
    // Killed after the server took the first and before anything was noted.
    try (MailServer.Connection connection = server.connection()) {
      delivering.send(ready.get(0), connection);
    }
    letLeasesRunOut();
    work(100);

    assertThat(people.stream().map(person -> SMTP.takenFor(person).size()))
        .containsExactlyInAnyOrder(2, 1, 1);
    assertThat(mails("REGISTRATION_CONFIRMED"))
        .allSatisfy(mail -> {
          assertThat(mail.getString("status")).isEqualTo("SENT");
          assertThat(mail.getBoolean("uncertain")).isTrue();
        });
    people.forEach(person ->
        assertThat(SMTP.takenFor(person).stream().map(Taken::source).distinct()).hasSize(1));
  }

  @Test
  void takesBackWhatAMailThatIsGivenBackWasGoingToTell() {
    register();
    makeReady(take()).forEach(delivering::giveBack);

    assertThat(statuses()).containsOnly("PENDING");
    assertThat(mails("REGISTRATION_CONFIRMED").get(0)).doesNotContainKeys("phase", "bytes");
    assertThat(replicas.participations(List.of(registration)).get(registration).told()).isEmpty();
    work();
    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getBoolean("uncertain")).isFalse();
  }

  @Test
  void letsRetriesHaveTheirShareWhileMoreIsNewThanCanBeSent() {
    SMTP.next(PERSON, Behaviour.DEFER_RECIPIENT_450);
    register();
    work();
    database
        .getCollection("notifications")
        .updateMany(
            eq("status", "RETRY"),
            new Document("$set", new Document("nextAttemptAt", new Date(1))));
    register(10);

    List<Claim> claims = ledger.claim("test", 8, properties.lease());

    assertThat(claims).hasSize(8);
    assertThat(claims)
        .filteredOn(claim -> claim.mail().contactId().equals(registration))
        .hasSize(1);
  }

  @Test
  void renewsTheLeasesOfWhatItHolds() {
    register();
    List<Claim> claims = take();
    // As a lease stands shortly before its end.
    Date soon = Date.from(Instant.now().plusSeconds(20));
    database
        .getCollection("notifications")
        .updateMany(
            eq("status", "SENDING"),
            new Document("$set", new Document("lease.until", soon).append("nextAttemptAt", soon)));
    HeldLeases held = new HeldLeases(ledger, properties);
    List<Lease> leases =
        claims.stream()
            .map(
                claim -> held.hold(claim, System.nanoTime() - properties.lease().toNanos()).lease())
            .toList();
    assertThat(leases).noneMatch(Lease::stands);

    held.renew();

    assertThat(leases).allMatch(Lease::stands);
    assertThat(database.getCollection("notifications").find().into(new ArrayList<>()))
        .allSatisfy(mail -> {
          assertThat(mail.getDate("nextAttemptAt")).isAfter(soon);
          assertThat(mail.getEmbedded(List.of("lease", "until"), Date.class)).isAfter(soon);
        });
  }

  private static boolean confirmation(Claim claim) {
    return claim.mail().template().name().equals("REGISTRATION_CONFIRMED");
  }

  /** So many people; their addresses. */
  private List<String> register(int people) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String id = UUID.randomUUID().toString();
      String address = "person" + i + "@gemeente.example";
      fold(submitted(id, "CONFIRMED"));
      fold(decided(id, "enrollment-confirmed", "DIRECT", 2));
      contact(id, address);
      addresses.add(address);
    }
    return addresses;
  }

  // ---- the ledger's outcomes

  @Test
  void resendsTheStoredBytesAfterAKillBetweenDataAndSent() {
    register();
    gates.before(
        "sent",
        () -> {
          throw new IllegalStateException("killed");
        });
    Claim claim =
        take().stream()
            .filter(one -> one.mail().template().name().equals("REGISTRATION_CONFIRMED"))
            .findFirst()
            .orElseThrow();
    assertThat(attempt(() -> deliver(claim))).isFalse();
    letLeasesRunOut();
    // The schedule moves meanwhile: what may have arrived must not change under its Message-ID.
    move(APRIL);
    followSchedule();
    work();

    List<Taken> mails = SMTP.takenFor(PERSON);
    assertThat(mails).hasSize(3);
    assertThat(mails.get(1).source()).isEqualTo(mails.get(0).source());
    assertThat(text(mails.get(2))).contains("11 maart", "8 april");
    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("SENT");
    assertThat(mail.getBoolean("uncertain")).isTrue();
    assertThat(mail.getInteger("attempts")).isEqualTo(2);
  }

  @Test
  void leavesAMailToStaffAfterFiveResendsOfUnknownOutcome() {
    SMTP.always(PERSON, Behaviour.SILENT_AFTER_DOT);
    register();
    for (int i = 0; i < 10; i++) {
      work();
      hastenAll();
    }

    assertThat(SMTP.takenFor(PERSON)).hasSize(6);
    assertThat(SMTP.takenFor(PERSON).stream().map(Taken::source).distinct()).hasSize(1);
    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("UNKNOWN");
    assertThat(mail.getBoolean("active")).isFalse();
    assertThat(mail.getList("outbox", Document.class).toString()).doesNotContain(PERSON);
  }

  @Test
  void countsNoResendThatDidNotGoOut() {
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    register();
    work();
    SMTP.always("sender", Behaviour.REFUSE_SENDER_550);
    for (int i = 0; i <= properties.resends(); i++) {
      hastenAll();
      work();
    }
    SMTP.reset();
    queueGate.works();
    for (int i = 0; i <= properties.resends(); i++) {
      hastenAll();
      makeReady(take()).forEach(delivering::giveBack);
    }
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("UNKNOWN");
    SMTP.next(
        PERSON,
        Collections.nCopies(properties.resends() + 1, Behaviour.DEFER_RECIPIENT_450)
            .toArray(Behaviour[]::new));
    for (int i = 0; i <= properties.resends() + 1; i++) {
      hastenAll();
      work();
    }

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("SENT");
    assertThat(mail.getInteger("resends")).isEqualTo(1);
    assertThat(mail.getBoolean("uncertain")).isTrue();
  }

  @Test
  void leavesAMailOfUnknownOutcomeToStaffAfterThreeDaysOfDeferral() {
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    SMTP.always(PERSON, Behaviour.DEFER_RECIPIENT_450);
    register();
    work();
    firstTriedThreeDaysAgo();
    hastenAll();
    work();

    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("UNKNOWN");
    assertThat(mail.getBoolean("active")).isFalse();
    assertThat(mail.getString("lastError")).startsWith("given up");
  }

  @Test
  void countsAResetAfterTheDotAsUnknownAndEndsItWithAFinalAnswer() {
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    register();
    work();
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("UNKNOWN");

    hastenAll();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(2);
    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("SENT");
    assertThat(mail.getBoolean("uncertain")).isTrue();
  }

  @Test
  void stopsWhenTheLeaseWasLost() {
    register();
    List<Claim> slow = take();
    letLeasesRunOut();
    // Another instance takes them and sends them.
    work();
    slow.forEach(this::deliver);

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
    assertThat(statuses()).containsOnly("SENT");
  }

  @Test
  void stopsWhenAnotherHoldsTheLeaseNow() {
    register();
    List<Claim> slow = take();
    letLeasesRunOut();
    List<Claim> others = take();
    assertThat(others).hasSameSizeAs(slow);
    slow.forEach(this::deliver);
    assertThat(SMTP.taken()).isEmpty();
    assertThat(statuses()).containsOnly("SENDING");

    others.forEach(this::deliver);
    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
  }

  @Test
  void stopsAtTheLastMomentWhenTheLeaseIsLostOnTheWay() {
    register();
    Claim slow =
        take().stream()
            .filter(one -> one.mail().template().name().equals("REGISTRATION_CONFIRMED"))
            .findFirst()
            .orElseThrow();
    gates.before(
        "enterData",
        () -> {
          letLeasesRunOut();
          work();
        });
    deliver(slow);

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("SENT");
  }

  @Test
  void renewsOnlyLeasesThatStand() {
    register();
    List<Claim> claims = take();
    assertThat(ledger.renew(claims, Duration.ofSeconds(60))).hasSameSizeAs(claims);
    letLeasesRunOut();
    assertThat(ledger.renew(claims, Duration.ofSeconds(60))).isEmpty();
  }

  @Test
  void renewsNotTheEarlierOfTwoTakingsOfOneMail() {
    register();
    List<Claim> earlier = take();
    letLeasesRunOut();
    List<Claim> later = take();
    List<Claim> both = new ArrayList<>(earlier);
    both.addAll(later);

    assertThat(ledger.renew(both, Duration.ofSeconds(60)))
        .containsExactlyInAnyOrderElementsOf(later.stream().map(Claim::taking).toList());
  }

  @Test
  void failsOnlyTheMailWhoseRecipientIsRefused() {
    SMTP.always(PERSON, Behaviour.REFUSE_RECIPIENT_550);
    register();
    work();

    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("FAILED");
    assertThat(mail.getString("lastError")).contains("no such mailbox");
    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
  }

  @Test
  void triesADeferredMailLaterWhileOthersFlow() {
    SMTP.next(PERSON, Behaviour.DEFER_RECIPIENT_450, Behaviour.CLOSE_AT_RECIPIENT_421);
    register();
    work();
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("RETRY");
    assertThat(SMTP.takenFor(OFFICE)).hasSize(1);
    hastenAll();
    work();
    hastenAll();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getInteger("attempts")).isEqualTo(3);
  }

  @Test
  void givesUpAfterThreeDaysOfDeferral() {
    SMTP.always(PERSON, Behaviour.DEFER_RECIPIENT_450);
    register();
    work();
    firstTriedThreeDaysAgo();
    hastenAll();
    work();

    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("FAILED");
    assertThat(mail.getString("lastError")).startsWith("given up");
  }

  @Test
  void failsNoMailWhileTheSenderIsRefused() {
    SMTP.always("sender", Behaviour.REFUSE_SENDER_550);
    register();
    work();
    assertThat(queueGate.isOpen()).isFalse();
    assertThat(statuses()).doesNotContain("FAILED");

    SMTP.reset();
    queueGate.works();
    hastenAll();
    work();
    assertThat(statuses()).containsOnly("SENT");
  }

  @Test
  void failsAMailToAnAddressThatSmtpCannotCarry() {
    fold(submitted(registration, "CONFIRMED"));
    fold(decided(registration, "enrollment-confirmed", "DIRECT", 2));
    contact(registration, "anna\\u560a\\u560dRCPT TO:<evil@x.example>@gemeente.example");
    work();

    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("FAILED");
    assertThat(SMTP.taken()).allMatch(mail -> mail.recipient().equals(OFFICE));
  }

  @Test
  void leavesToStaffWhatCannotBeWritten() {
    // No calendar can hold this date: it stands for any defect in how a mail is made.
    register();
    database
        .getCollection("editions")
        .updateOne(
            eq("_id", edition),
            new Document("$set", new Document("sessions.0.slot.startsAt", Instant.MAX.toString())));
    work();

    Document mail = mails("REGISTRATION_CONFIRMED").get(0);
    assertThat(mail.getString("status")).isEqualTo("FAILED");
    assertThat(mail.getString("lastError")).contains("could not be written");
    assertThat(statuses()).containsOnly("FAILED");
    assertThat(SMTP.taken()).isEmpty();
  }

  // ---- staff and people

  @Test
  void sendsAgainForStaffUnderTheSameMessageId() {
    confirmed();
    String id = mails("REGISTRATION_CONFIRMED").get(0).getString("_id");
    assertThat(notifications.sendAgain(id)).isTrue();
    work();

    List<Taken> mails = SMTP.takenFor(PERSON);
    assertThat(mails).hasSize(2);
    assertThat(mails.get(1).header("Message-ID")).isEqualTo(mails.get(0).header("Message-ID"));
    assertThat(notifications.find(id).orElseThrow().status()).isEqualTo(Status.SENT);
  }

  @Test
  void sendsAMoveAgainWithTheOldItShowedBefore() {
    confirmed();
    move(APRIL);
    followSchedule();
    work();
    assertThat(notifications.sendAgain(kind("MOVE").get(0).getString("_id"))).isTrue();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(3);
    assertThat(text(SMTP.takenFor(PERSON).get(2))).contains("11 maart", "8 april");
  }

  @Test
  void forgetsWhoWasErased() {
    confirmed();
    move(APRIL);
    followSchedule();
    fold(event("registration.contacts", registration, "contact-provided", null, 9));
    contactErased();
    assertThat(ledger.erase(registration)).isTrue();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(kind("MOVE").get(0).getString("status")).isEqualTo("SUPERSEDED");
    assertThat(database.getCollection("notifications").find().into(new ArrayList<>()))
        .allSatisfy(
            mail -> assertThat(mail.toJson()).doesNotContain("anna").doesNotContain("bytes"));
  }

  @Test
  void forgetsWhatTheServerSaidOfWhoWasErased() {
    SMTP.always(PERSON, Behaviour.REFUSE_RECIPIENT_550);
    register();
    work();
    assertThat(mails("REGISTRATION_CONFIRMED").get(0)).containsKey("lastError");

    assertThat(ledger.erase(registration)).isTrue();

    assertThat(mails("REGISTRATION_CONFIRMED").get(0)).doesNotContainKey("lastError");
  }

  @Test
  void forgetsTheBytesOfWhatWentOutLongAgo() {
    confirmed();
    String id = mails("REGISTRATION_CONFIRMED").get(0).getString("_id");
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    move(APRIL);
    followSchedule();
    work();
    assertThat(ledger.forgetBytes(Duration.ofHours(1))).isZero();
    database
        .getCollection("notifications")
        .updateMany(
            new Document(),
            new Document(
                "$set", new Document("createdAt", Date.from(Instant.now().minusSeconds(3_601)))));

    assertThat(ledger.forgetBytes(Duration.ofHours(1))).isEqualTo(2);
    assertThat(mails("REGISTRATION_CONFIRMED").get(0)).doesNotContainKey("bytes");
    // What may have to be sent again exactly as it was is kept until its outcome is known.
    assertThat(kind("MOVE").get(0)).containsKey("bytes");
    assertThat(notifications.sendAgain(id)).isTrue();
    work();
    assertThat(SMTP.takenFor(PERSON).getLast().header("Message-ID"))
        .isEqualTo(SMTP.takenFor(PERSON).get(0).header("Message-ID"));
  }

  @Test
  void doesNotRepeatAMailOfUnknownOutcomeToWhoWasErased() {
    SMTP.next(PERSON, Behaviour.RESET_AFTER_DOT);
    register();
    work();
    contactErased();
    hastenAll();
    work();

    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
    assertThat(mails("REGISTRATION_CONFIRMED").get(0).getString("status")).isEqualTo("SUPERSEDED");
  }

  // ---- the steps

  private void register() {
    fold(submitted(registration, "CONFIRMED"));
    fold(decided(registration, "enrollment-confirmed", "DIRECT", 2));
    contact(registration, PERSON);
  }

  private void waitlisted() {
    fold(submitted(registration, "WAITLISTED"));
    fold(decided(registration, "enrollment-waitlisted", null, 2));
    contact(registration, PERSON);
  }

  private void contactErased() {
    database
        .getCollection("contacts")
        .replaceOne(
            eq("_id", registration), new Document("_id", registration).append("erased", true));
  }

  private void confirmed() {
    register();
    work();
    assertThat(SMTP.takenFor(PERSON)).hasSize(1);
  }

  private List<Claim> take() {
    return ledger.claim("test", 100, properties.lease());
  }

  private void deliver(Claim claim) {
    send(makeReady(List.of(claim)));
  }

  private List<Outgoing> makeReady(List<Claim> claims) {
    return delivering.makeReady(
        claims.stream()
            .map(claim ->
                new HeldLeases.Held(claim, new Lease(properties.lease(), System.nanoTime())))
            .toList());
  }

  private void send(List<Outgoing> mails) {
    List<Outgoing> accepted = new ArrayList<>();
    List<Ledger.Sent> sent = new ArrayList<>();
    try (MailServer.Connection connection = server.connection()) {
      for (Outgoing mail : mails) {
        Ledger.Sent one = delivering.send(mail, connection);
        if (one != null) {
          accepted.add(mail);
          sent.add(one);
        }
      }
    }
    if (!sent.isEmpty()) {
      delivering.noteSent(accepted, sent);
    }
  }

  /** Everything that is due now, until nothing is. */
  private void work() {
    work(1);
  }

  private void work(int together) {
    List<Claim> claims = take();
    while (!claims.isEmpty()) {
      for (int i = 0; i < claims.size(); i += together) {
        send(makeReady(claims.subList(i, Math.min(claims.size(), i + together))));
      }
      claims = take();
    }
  }

  private void followSchedule() {
    boolean found = true;
    while (found) {
      found = fanOut.next();
    }
  }

  private static boolean attempt(Runnable step) {
    try {
      step.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void letLeasesRunOut() {
    database
        .getCollection("notifications")
        .updateMany(
            eq("status", "SENDING"),
            new Document(
                "$set",
                new Document("lease.until", new Date(0)).append("nextAttemptAt", new Date(0))));
  }

  private void hastenAll() {
    database
        .getCollection("notifications")
        .updateMany(
            and(eq("active", true), eq("lease", null)),
            new Document("$set", new Document("nextAttemptAt", new Date(0))));
  }

  private void firstTriedThreeDaysAgo() {
    database
        .getCollection("notifications")
        .updateMany(
            eq("active", true),
            new Document(
                "$set",
                new Document(
                    "firstTriedAt", Date.from(Instant.now().minus(Duration.ofHours(73))))));
  }

  private List<Document> mails(String template) {
    return database
        .getCollection("notifications")
        .find(eq("template", template))
        .into(new ArrayList<>());
  }

  private List<Document> kind(String kind) {
    return database.getCollection("notifications").find(eq("kind", kind)).into(new ArrayList<>());
  }

  private List<String> statuses() {
    return database
        .getCollection("notifications")
        .find()
        .map(mail -> mail.getString("status"))
        .into(new ArrayList<>());
  }

  private static String text(Taken mail) {
    return nl.leergang.notification.mail.StoredMail.text(
        mail.source().getBytes(StandardCharsets.ISO_8859_1));
  }

  // ---- what the other services say

  private void publishEdition() {
    fold(
        event(
            "schedule.editions",
            edition,
            "edition-published",
            """
            {"editionId":"%s","version":1,"programme":{"programmeId":"p","slug":"droom",
            "title":"De droom","admission":"DIRECT","provider":"Bureau",
            "office":{"name":"NGB","email":"%s"}},"registration":"OPEN","sample":true,
            "sessions":[%s]}\
            """
                .formatted(edition, OFFICE, sessionAt(MARCH, 0)),
            1));
  }

  private void move(String startsAt) {
    sessionSequence++;
    fold(
        event(
            "schedule.editions",
            edition,
            "session-rescheduled",
            """
            {"editionId":"%s","version":%d,"reason":"De zaal is bezet.","session":%s,"previous":%s}\
            """
                .formatted(
                    edition,
                    sessionSequence + 1,
                    sessionAt(startsAt, sessionSequence),
                    sessionAt(MARCH, 0)),
            sessionSequence + 1));
  }

  private String sessionAt(String startsAt, int sequence) {
    return """
    {"sessionId":"%s","number":1,"title":"Moment 1","startsAt":"%s","overnight":true,
    "location":{"city":"Wijk bij Duurstede"},"sequence":%d,"status":"SCHEDULED"}\
    """
        .formatted(session, startsAt, sequence);
  }

  private InboundEvent submitted(String id, String outcome) {
    return event(
        "registration.registrations",
        id,
        "enrollment-submitted",
        """
        {"registrationId":"%s","editionId":"%s","editionVersion":1,"reference":"LG-1",
        "language":"nl","outcome":"%s","submittedAt":"2026-11-23T10:00:00Z"}\
        """
            .formatted(id, edition, outcome),
        1);
  }

  private InboundEvent decided(String id, String type, String reason, long sequence) {
    return event(
        "registration.registrations",
        id,
        type,
        """
        {"registrationId":"%s","editionId":"%s",%s"position":1,"at":"2026-11-23T10:00:00Z"}\
        """
            .formatted(id, edition, reason == null ? "" : "\"reason\":\"" + reason + "\","),
        sequence);
  }

  private void contact(String id, String email) {
    long sequence = sequences.merge("contact" + id, 1L, Long::sum);
    fold(
        event(
            "registration.contacts",
            id,
            "contact-provided",
            """
            {"contactId":"%s","kind":"REGISTRATION","language":"nl","salutation":"MRS",
            "givenName":"Anna","infix":"de","familyName":"Vries","email":"%s"}\
            """
                .formatted(id, email),
            sequence));
  }

  private static InboundEvent event(
      String topic, String subject, String type, String data, long sequence) {
    String context = topic.substring(0, topic.indexOf('.'));
    return new InboundEvent(
        UUID.nameUUIDFromBytes((subject + topic + sequence).getBytes(StandardCharsets.UTF_8))
            .toString(),
        "nl.leergang." + context + "." + type + ".v1",
        "urn:nld:kvknr:00000000:systeem:" + context,
        subject,
        sequence,
        Instant.now(),
        data == null ? null : data.getBytes(StandardCharsets.UTF_8));
  }

  /** As the framework does it: what follows from the event first, then the state and its fence. */
  private void fold(InboundEvent event) {
    Projection projection = projection(event);
    MongoCollection<Document> collection = database.getCollection(projection.collection());
    Document before = collection.find(eq("_id", event.subject())).first();
    long last = before == null ? 0 : before.get("lastSeq", Number.class).longValue();
    if (event.sequence() <= last) {
      return;
    }
    Document after = projection.apply(before == null ? null : copy(before), event);
    insertAbsent(projection.derived(before, after, event));
    Document changes = new Document("lastSeq", event.sequence());
    after.forEach((field, value) -> {
      if (!field.equals("_id")
          && !field.equals("lastSeq")
          && (before == null || !Objects.equals(before.get(field), value))) {
        changes.append(field, value);
      }
    });
    collection.updateOne(
        eq("_id", event.subject()),
        new Document("$set", changes),
        new UpdateOptions().upsert(true));
  }

  private void deriveAgain(InboundEvent event) {
    Projection projection = projection(event);
    Document state =
        database.getCollection(projection.collection()).find(eq("_id", event.subject())).first();
    insertAbsent(projection.derived(state, state, event));
  }

  private static Document copy(Document document) {
    return Document.parse(document.toJson());
  }

  private Projection projection(InboundEvent event) {
    String type = event.type().replaceAll("^nl\\.leergang\\.[a-z]+\\.|-.*$", "");
    String topic =
        switch (type) {
          case "programme" -> "schedule.programmes";
          case "edition", "session" -> "schedule.editions";
          case "contact" -> "registration.contacts";
          case "brochure" -> "registration.brochure-requests";
          default -> "registration.registrations";
        };
    return projections.stream().filter(one -> one.topic().equals(topic)).findFirst().orElseThrow();
  }

  private void insertAbsent(List<DerivedDocument> derived) {
    for (DerivedDocument one : derived) {
      try {
        database
            .getCollection(one.collection())
            .insertMany(List.of(one.document()), new InsertManyOptions().ordered(false));
      } catch (com.mongodb.MongoBulkWriteException e) {
        assertThat(e.getWriteErrors()).allMatch(error -> error.getCode() == 11_000);
      }
    }
  }
}
