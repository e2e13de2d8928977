package nl.leergang.registration.registration.application;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import nl.leergang.registration.RegistrationApplication;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.edition.Editions;
import nl.leergang.registration.persistence.EditionSeatsDocument;
import nl.leergang.registration.registration.Applicant;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.Language;
import nl.leergang.registration.registration.Registration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.RegistrationStatus;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.Submission;
import nl.leergang.registration.registration.WaitingRegistration;
import nl.leergang.registration.seating.EditionSeats;
import nl.leergang.registration.seating.Seat;
import nl.leergang.registration.seating.SeatGroup;
import nl.leergang.registration.seating.SeatRequest;
import nl.leergang.registration.seating.SeatsState;
import nl.leergang.testing.RunningService;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * One test per rule of who gets a seat: a writer is stopped at the named point, the other one runs,
 * and the first goes on. The adapters are the real ones, on a real database.
 */
@NullUnmarked
class SeatRulesIT {

  private static final RegistrationProperties PROPERTIES =
      new RegistrationProperties(1, 1, 1, Duration.ofSeconds(5), Duration.ofSeconds(60), List.of());

  private static RunningService server;
  private static Registrations registrations;
  private static EditionSeats seats;
  private static MongoDatabase database;

  private final SteppedClock clock = new SteppedClock();
  private final GatedRegistrations gatedRegistrations = new GatedRegistrations();
  private final GatedSeats gatedSeats = new GatedSeats();
  private final String edition = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    server =
        RunningService.start(
            RegistrationApplication.class,
            RunningService.freshDatabase(),
            "spring.cloud.stream.kafka.binder.brokers=127.0.0.1:1",
            "leergang.registration.promote-every=1h",
            "leergang.registration.reconcile-every=1h");
    registrations = server.bean(Registrations.class);
    seats = server.bean(EditionSeats.class);
    database = server.bean(MongoDatabase.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void oneSeat() {
    anEditionWithSeats(1);
  }

  @Test
  void goesOnAtTheNextIdWhenItWasVoidedBetweenClaimAndInsert() {
    PendingSubmission stalled = pending("stalled");
    gatedRegistrations.beforeInsert =
        () -> {
          reconcileAfterAMinute();
          assertThat(accept(pending("quick"))).isEqualTo(RegistrationStatus.CONFIRMED);
        };

    assertThat(acceptGated(stalled)).isEqualTo(RegistrationStatus.WAITLISTED);

    assertThat(stalled.id().value()).isEqualTo(stalled.submission().identity().at(1));
    assertThat(known(stalled.submission().identity().at(0)))
        .isInstanceOf(KnownRegistration.Void.class);
    assertThat(state().claims()).hasSize(1);
    // Whoever repeats it never learns of the void one.
    assertThat(result(accept(new AcceptingGroup(registrations, seats, clock), pending("stalled"))))
        .isEqualTo("Replayed");
  }

  @Test
  void keepsItsPlaceWhenItStallsBetweenNoteAndInsert() {
    assertThat(accept(pending("seated"))).isEqualTo(RegistrationStatus.CONFIRMED);
    PendingSubmission first = pending("first");
    PendingSubmission second = pending("second");
    gatedRegistrations.beforeInsert =
        () -> {
          assertThat(accept(second)).isEqualTo(RegistrationStatus.WAITLISTED);
          aSeatBecomesFree();
          assertThat(promoting(registrations, seats).promote(edition))
              .as("nobody passes the note")
              .isZero();
        };

    acceptGated(first);

    assertThat(promoting(registrations, seats).promote(edition)).isEqualTo(1);
    assertThat(holdsASeat(first)).isTrue();
    assertThat(holdsASeat(second)).isFalse();
    assertThat(state().waiting()).isEqualTo(1);
  }

  @Test
  void leavesTheWinnersSeatAloneWhenTheSameKeyComesWithAnotherBody() {
    PendingSubmission loser = pending("shared-key-0123456789", "loser", edition);
    PendingSubmission winner = pending("shared-key-0123456789", "winner", edition);
    gatedRegistrations.beforeInsert =
        () -> assertThat(accept(winner)).isEqualTo(RegistrationStatus.CONFIRMED);

    SubmissionResult lost = accept(gatedGroup(), loser);
    reconcileAfterAMinute();

    assertThat(result(lost)).isEqualTo("KeyReused");
    assertThat(state().claims()).hasSize(1);
    assertThat(holdsASeat(winner)).isTrue();
  }

  @Test
  void freesTheLosersSeatOnAnotherEditionThroughTheReconcilerOnly() {
    String other = edition;
    anEditionWithSeats(1);
    PendingSubmission loser = pending("shared-key-9876543210", "loser", other);
    String elsewhere = anotherEdition(Map.of());
    PendingSubmission winner = pending("shared-key-9876543210", "winner", elsewhere);
    gatedRegistrations.beforeInsert = () -> accept(winner);

    assertThat(result(accept(gatedGroup(), loser))).isEqualTo("KeyReused");
    assertThat(state().claims()).hasSize(1);
    reconcileAfterAMinute();

    assertThat(state().claims()).isEmpty();
    assertThat(seats.state(elsewhere).orElseThrow().claims()).hasSize(1);
  }

  @Test
  void findsItsRegistrationAgainWhenTheInsertTimedOutButWasCommitted() {
    gatedRegistrations.timeOutAfterInsert = true;

    SubmissionResult first = accept(gatedGroup(), pending("timed-out"));
    SubmissionResult again =
        accept(new AcceptingGroup(registrations, seats, clock), pending("timed-out"));
    reconcileAfterAMinute();

    assertThat(result(first)).isEqualTo("Unavailable");
    assertThat(result(again)).isEqualTo("Replayed");
    assertThat(state().claims()).hasSize(1);
    assertThat(holdsASeat(pending("timed-out"))).isTrue();
  }

  @Test
  void usesTheClaimThatAnEarlierAttemptLeft() {
    gatedRegistrations.loseInsert = true;

    assertThat(result(accept(gatedGroup(), pending("crashed")))).isEqualTo("Unavailable");
    assertThat(accept(pending("crashed"))).isEqualTo(RegistrationStatus.CONFIRMED);

    assertThat(state().claims()).hasSize(1);
    reconcileAfterAMinute();
    assertThat(state().claims()).hasSize(1);
  }

  @Test
  void freesAClaimThatNobodyCameBackFor() {
    gatedRegistrations.loseInsert = true;
    accept(gatedGroup(), pending("gone"));

    reconcile();
    assertThat(state().claims()).as("not before a minute has passed").hasSize(1);
    reconcileAfterAMinute();

    assertThat(state().claims()).isEmpty();
  }

  @Test
  void promotesNobodyWhomTheReconcilerHasJustFenced() {
    PendingSubmission waits = oneWaitsForAFreeSeat();
    gatedSeats.afterClaimForWaiting = this::reconcileAfterAMinute;

    assertThat(promoting(registrations, gatedSeats).promote(edition)).isZero();
    assertThat(state().claims()).isEmpty();
    assertThat(promoting(registrations, seats).promote(edition)).isEqualTo(1);

    assertThat(state().claims()).hasSize(1);
    assertThat(holdsASeat(waits)).isTrue();
    assertThat(state().waiting()).isZero();
  }

  @Test
  void countsAPromotedOneOutOnceEvenWhenThePromoterDied() {
    PendingSubmission waits = oneWaitsForAFreeSeat();
    gatedSeats.dieBeforeSettlingPromotion = true;

    promoting(registrations, gatedSeats).promote(edition);
    assertThat(state().waiting()).isEqualTo(1);
    reconcile();
    reconcile();

    assertThat(state().waiting()).isZero();
    assertThat(holdsASeat(waits)).isTrue();
  }

  @Test
  void givesNewcomersNoSeatWhileSomeoneWaits() {
    oneWaitsForAFreeSeat();

    assertThat(state().hasFreeSeat()).isTrue();
    assertThat(accept(pending("newcomer"))).isEqualTo(RegistrationStatus.WAITLISTED);
  }

  @Test
  void keepsTheQueueOpenWhenSomeoneEntersItWhileItIsBeingClosed() {
    oneWaitsForAFreeSeat();
    assertThat(promoting(registrations, seats).promote(edition)).isEqualTo(1);
    reopenQueue();
    gatedSeats.beforeCloseQueue = () -> accept(pending("enters"));

    promoting(registrations, gatedSeats).promote(edition);

    assertThat(state().queueOpen()).isTrue();
    assertThat(state().waiting()).isEqualTo(1);
  }

  @Test
  void closesTheQueueAfterTheLastOneSoThatNewcomersGetSeatsAgain() {
    oneWaitsForAFreeSeat();
    promoting(registrations, seats).promote(edition);
    aSeatBecomesFree();
    promoting(registrations, seats).promote(edition);

    assertThat(state().queueOpen()).isFalse();
    assertThat(accept(pending("late"))).isEqualTo(RegistrationStatus.CONFIRMED);
  }

  @Test
  void keepsTheQueueOpenWhileItCountsSomeoneWhomTheIndexDoesNotShow() {
    String counted = anotherEdition(Map.of("queueOpen", true, "waiting", 1L, "nextNumber", 2L));

    assertThat(seats.closeQueue(counted, 2)).isFalse();

    assertThat(seats.state(counted).orElseThrow().queueOpen()).isTrue();
  }

  @Test
  void removesTheNoteOfAWriterThatDiedAfterItsInsert() {
    accept(pending("seated"));
    // A fresh group knows of no settled notes: its predecessor died with them.
    accept(pending("waits"));
    assertThat(state().notes()).hasSize(1);

    reconcileAfterAMinute();

    assertThat(state().notes()).isEmpty();
    assertThat(state().waiting()).isEqualTo(1);
  }

  @Test
  void removesSettledNotesWithTheNextGroupOrWhenIdle() {
    AcceptingGroup group = new AcceptingGroup(registrations, seats, clock);
    accept(group, pending("seated"));
    accept(group, pending("first"));
    accept(group, pending("second"));
    assertThat(state().notes()).hasSize(1);

    group.cleanUp();

    assertThat(state().notes()).isEmpty();
    assertThat(state().waiting()).isEqualTo(2);
  }

  @Test
  void voidsANoteThatBlocksTheQueue() {
    accept(pending("seated"));
    gatedRegistrations.loseInsert = true;
    accept(gatedGroup(), pending("gone"));
    PendingSubmission next = pending("next");
    accept(next);
    aSeatBecomesFree();
    assertThat(promoting(registrations, seats).promote(edition)).isZero();

    reconcileAfterAMinute();

    assertThat(promoting(registrations, seats).promote(edition)).isEqualTo(1);
    assertThat(holdsASeat(next)).isTrue();
    assertThat(state().waiting()).isZero();
  }

  @Test
  void answersRepetitionsWithinOneGroupByTheFirst() {
    PendingSubmission first = pending("twice");
    PendingSubmission second = pending("twice");
    PendingSubmission other = pending(key("twice"), "other body", edition);

    new AcceptingGroup(registrations, seats, clock).accept(List.of(first, second, other));

    assertThat(result(first.await(Duration.ZERO))).isEqualTo("Accepted");
    assertThat(result(second.await(Duration.ZERO))).isEqualTo("Replayed");
    assertThat(result(other.await(Duration.ZERO))).isEqualTo("KeyReused");
    assertThat(state().claims()).hasSize(1);
  }

  @Test
  void decidesNothingWhileTooManyNotesAreUnderWay() {
    List<Document> notes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      notes.add(
          new Document("registration", UUID.randomUUID())
              .append("claim", UUID.randomUUID())
              .append("number", i + 1L)
              .append("priority", 0)
              .append("position", i + 1L)
              .append("at", Date.from(clock.instant())));
    }
    change(new Document("notes", notes).append("nextNumber", 1_001L).append("queueOpen", true));

    assertThat(result(accept(new AcceptingGroup(registrations, seats, clock), pending("more"))))
        .isEqualTo("Unavailable");
    assertThat(state().notes()).hasSize(1_000);
  }

  @Test
  void refusesBeforeAnythingIsWrittenWhenTheQueueIsFull() throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    gatedRegistrations.beforeKnown =
        () -> {
          taken.countDown();
          awaitUninterrupted(goOn);
        };
    Combiner combiner = new Combiner("combiner-under-test", gatedGroup(), 1, 1);
    combiner.start();
    PendingSubmission first = pending("taken");
    PendingSubmission second = pending("queued");
    PendingSubmission third = pending("refused");

    assertThat(combiner.offer(first)).isTrue();
    taken.await();
    assertThat(combiner.offer(second)).isTrue();
    assertThat(combiner.offer(third)).isFalse();
    goOn.countDown();

    assertThat(result(first.await(Duration.ofSeconds(20)))).isEqualTo("Accepted");
    assertThat(result(second.await(Duration.ofSeconds(20)))).isEqualTo("Accepted");
    assertThat(known(third.id().value())).isNull();
    assertThat(state().claims()).hasSize(1);
    assertThat(state().waiting()).isEqualTo(1);
    combiner.stop();
  }

  @Test
  void goesOnWithTheNextOnesAfterAnError() {
    gatedRegistrations.beforeKnown =
        () -> {
          throw new NoClassDefFoundError("as on a full disk");
        };
    Combiner combiner = new Combiner("combiner-under-test", gatedGroup(), 10, 1);
    combiner.start();
    PendingSubmission unlucky = pending("unlucky");
    PendingSubmission next = pending("next");

    assertThat(combiner.offer(unlucky)).isTrue();
    assertThat(result(unlucky.await(Duration.ofSeconds(20)))).isEqualTo("Unavailable");
    assertThat(combiner.offer(next)).isTrue();

    assertThat(result(next.await(Duration.ofSeconds(20)))).isEqualTo("Accepted");
    combiner.stop();
  }

  @Test
  void writesNothingForACallerThatHasGivenUp() {
    PendingSubmission impatient = pending("impatient");

    assertThat(result(impatient.await(Duration.ZERO))).isEqualTo("Unavailable");

    assertThat(impatient.take()).isFalse();
  }

  @Test
  void correctsTheCountOfThoseWaiting() {
    accept(pending("seated"));
    AcceptingGroup group = new AcceptingGroup(registrations, seats, clock);
    accept(group, pending("waits"));
    group.cleanUp();
    change(new Document("waiting", 7L));

    reconcileAfterAMinute();

    assertThat(state().waiting()).isEqualTo(1);
  }

  @Test
  void adoptsTheSeatsOfAnEditionThatGetsAMaximum() {
    accept(pending("seated"));
    change(new Document("claims", List.of()));

    SeatsReport report = reconcile();

    assertThat(report.violations()).isEqualTo(1);
    assertThat(state().claims()).hasSize(1);
    assertThat(reconcile().violations()).isZero();
  }

  @Test
  void followsAMaximumThatWasChangedOrTakenAwayWhileNobodyLooked() {
    publish(edition, 3);
    upkeep(seats).lookAtAll();
    assertThat(state().capacity()).isEqualTo(3);

    publish(edition, null);
    upkeep(seats).lookAtAll();
    assertThat(state().capacity()).isNull();

    publish(edition, 2);
    upkeep(seats).lookAtAll();
    assertThat(state().capacity()).isEqualTo(2);
  }

  @Test
  void keepsTheMaximumOfAnEditionThatIsNotKnownToBePublished() {
    upkeep(seats).lookAtAll();

    assertThat(state().capacity()).isEqualTo(1);
  }

  @Test
  void asksForNoMaximumThatIsFollowedAlready() {
    publish(edition, 1);
    String free = UUID.randomUUID().toString();
    database
        .getCollection(EditionSeatsDocument.COLLECTION)
        .insertOne(EditionSeatsDocument.fresh(free, null));
    publish(free, null);

    upkeep(gatedSeats).lookAtAll();

    assertThat(gatedSeats.maximaAskedFor).doesNotContain(edition, free);
  }

  @Test
  void promotesWhileALookAtManyEditionsIsUnderWay() {
    PendingSubmission waits = oneWaitsForAFreeSeat();
    SeatsUpkeep upkeep = upkeep(gatedSeats);
    gatedSeats.beforeRevisions =
        () -> CompletableFuture.runAsync(upkeep::promoteWaiting).orTimeout(20, SECONDS).join();

    upkeep.lookAtChanged();

    assertThat(holdsASeat(waits)).isTrue();
  }

  @Test
  void reconcilesSeveralEditionsTogetherAndEachByItself() {
    gatedRegistrations.loseInsert = true;
    accept(gatedGroup(), pending("lost"));
    gatedRegistrations.loseInsert = false;
    String held = anotherEdition(Map.of());
    accept(pending("held-0123456789abcdef", "held", held));
    String waited = anotherEdition(Map.of());
    AcceptingGroup group = new AcceptingGroup(registrations, seats, clock);
    accept(group, pending("seated-0123456789abcdef", "seated", waited));
    accept(group, pending("waits-0123456789abcdef", "waits", waited));
    group.cleanUp();
    String empty = anotherEdition(Map.of("waiting", 3L));
    change(waited, new Document("waiting", 7L));
    clock.advance(Duration.ofSeconds(61));

    gatedRegistrations.asked.clear();

    var reports =
        reports(
            gatedRegistrations,
            gatedSeats,
            List.of(edition, held, waited, empty, "no such edition"));

    assertThat(reports)
        .isEqualTo(
            Map.of(
                edition, new SeatsReport(1, 0, 0, 0, 0, false),
                held, new SeatsReport(0, 0, 0, 0, 0, true),
                waited, new SeatsReport(0, 0, 0, 1, 0, false),
                empty, new SeatsReport(0, 0, 0, 1, 0, false)));
    assertThat(state().claims()).isEmpty();
    assertThat(seats.state(held).orElseThrow().claims()).hasSize(1);
    assertThat(seats.state(waited).orElseThrow().waiting()).isEqualTo(1);
    assertThat(seats.state(empty).orElseThrow().waiting()).isZero();
    assertThat(gatedRegistrations.asked)
        .containsExactly("seated", "known", "countWaiting", "known");
    assertThat(gatedSeats.asked).containsExactly("states");
  }

  @Test
  void leavesTheCountOfAnEditionThatChangesMeanwhile() {
    AcceptingGroup group = new AcceptingGroup(registrations, seats, clock);
    accept(group, pending("seated"));
    accept(group, pending("waits"));
    group.cleanUp();
    change(new Document("waiting", 0L));
    gatedRegistrations.afterCountWaiting =
        () -> {
          change(new Document("waiting", 1L));
          accept(group, pending("waits too"));
          group.cleanUp();
        };

    SeatsReport report = reports(gatedRegistrations, seats, List.of(edition)).get(edition);

    assertThat(report.corrected()).isZero();
    assertThat(state().waiting()).isEqualTo(2);
  }

  @Test
  void countsWhatItDidBeforeAnotherEditionFailed() {
    accept(pending("seated"));
    change(new Document("claims", List.of()));
    // The database gives them in the order of their ids.
    String failing = "~" + UUID.randomUUID();
    database
        .getCollection(EditionSeatsDocument.COLLECTION)
        .insertOne(
            EditionSeatsDocument.fresh(failing, 1)
                .append("claims", List.of(aClaim(UUID.randomUUID(), UUID.randomUUID()))));
    clock.advance(Duration.ofSeconds(61));
    gatedSeats.unreleasable = failing;
    gatedSeats.foremost = List.of(edition, failing);
    MeterRegistry meters = new SimpleMeterRegistry();
    SeatsUpkeep upkeep = upkeep(gatedSeats, meters);

    assertThatThrownBy(upkeep::lookAtChanged).hasMessage("unreleasable");

    assertThat(meters.get("leergang.seats.reconciled").tag("action", "adopted").counter().count())
        .isEqualTo(1);
    assertThat(meters.get("leergang.seats.violations").gauge().value()).isEqualTo(1);
  }

  @Test
  void looksAtTheOthersWhereOneEditionCannotBeLookedAt() {
    gatedRegistrations.loseInsert = true;
    accept(gatedGroup(), pending("lost"));
    clock.advance(Duration.ofSeconds(61));
    gatedSeats.unreadable = anotherEdition(Map.of());
    gatedSeats.foremost = List.of(gatedSeats.unreadable, edition);
    SeatsUpkeep upkeep = upkeep(gatedSeats);

    assertThatThrownBy(upkeep::lookAtChanged).hasMessage("unreadable");
    upkeep.lookAtChanged();

    assertThat(state().claims()).isEmpty();
  }

  @Test
  void findsEditionsWithNotesThroughTheIndexOnOpenQueues() {
    accept(pending("seated"));
    assertThat(seats.withNotes()).doesNotContain(edition);
    accept(pending("waits"));

    assertThat(seats.withNotes()).contains(edition);
    assertThat(seats.withOpenQueue()).contains(edition);
  }

  /** The database's rule against a plain model of it, over random groups. */
  @RepeatedTest(20)
  void decidesAsTheModelDoes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int capacity = random.nextInt(12);
    anEditionWithSeats(capacity);
    Map<UUID, UUID> seated = new LinkedHashMap<>();
    Map<UUID, Long> noted = new LinkedHashMap<>();
    Map<UUID, UUID> noteIds = new HashMap<>();
    List<UUID> all = new ArrayList<>();
    long next = 1;
    for (int round = 0; round < 6; round++) {
      Set<UUID> settled = new HashSet<>();
      noteIds.forEach((r, note) -> {
        if (random.nextBoolean()) {
          settled.add(note);
        }
      });
      noted.keySet().removeIf(r -> settled.contains(noteIds.get(r)));
      noteIds.values().removeAll(settled);
      List<SeatRequest> requests = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        boolean repeated = !all.isEmpty() && random.nextInt(4) == 0;
        UUID id = repeated ? all.get(random.nextInt(all.size())) : UUID.randomUUID();
        boolean forgotten = !seated.containsKey(id) && !noted.containsKey(id) && all.contains(id);
        if (!forgotten && requests.stream().noneMatch(r -> r.registration().equals(id))) {
          requests.add(new SeatRequest(id, UUID.randomUUID()));
          all.add(id);
        }
      }
      if (requests.isEmpty()) {
        requests.add(new SeatRequest(UUID.randomUUID(), UUID.randomUUID()));
        all.add(requests.getFirst().registration());
      }
      Map<UUID, Seat> decided =
          seats
              .decide(List.of(new SeatGroup(edition, 1, requests, settled)), clock.instant())
              .get(edition);
      int free = next > 1 ? 0 : capacity - seated.size();
      for (SeatRequest request : requests) {
        UUID id = request.registration();
        if (!seated.containsKey(id) && !noted.containsKey(id)) {
          if (free-- > 0) {
            seated.put(id, request.claim());
          } else {
            noted.put(id, next++);
            noteIds.put(id, request.claim());
          }
        }
        Seat seat = decided.get(id);
        if (seated.containsKey(id)) {
          assertThat(seat).isEqualTo(new Seat.Taken(seated.get(id)));
        } else {
          long number = noted.get(id);
          assertThat(seat).isEqualTo(new Seat.Queued(noteIds.get(id), number, 0, number));
        }
      }
      assertThat(state().claims()).hasSize(seated.size());
      assertThat(state().notes()).hasSize(noted.size());
      assertThat(state().nextNumber()).isEqualTo(next);
    }
  }

  @Test
  void decidesForSeveralEditionsAtOnce() {
    String other = anotherEdition(Map.of());
    List<PendingSubmission> group =
        List.of(
            pending(key("a"), "a", edition),
            pending(key("b"), "b", other),
            pending(key("c"), "c", edition),
            pending(key("d"), "d", other));

    new AcceptingGroup(registrations, seats, clock).accept(group);

    assertThat(group.stream().map(p -> status(p.await(Duration.ZERO))))
        .containsExactly(
            RegistrationStatus.CONFIRMED,
            RegistrationStatus.CONFIRMED,
            RegistrationStatus.WAITLISTED,
            RegistrationStatus.WAITLISTED);
  }

  @Test
  void takesTheFreeSeatsOfSeveralEditionsAtOnce() {
    SeatGroup here = lone(edition);
    SeatGroup there = lone(anotherEdition(Map.of()));

    Map<String, Map<UUID, Seat>> decided = seats.decide(List.of(here, there), clock.instant());

    for (SeatGroup group : List.of(here, there)) {
      SeatRequest request = group.requests().getFirst();
      assertThat(decided.get(group.editionId()))
          .isEqualTo(Map.of(request.registration(), new Seat.Taken(request.claim())));
      SeatsState after = seats.state(group.editionId()).orElseThrow();
      assertThat(after.claims())
          .singleElement()
          .matches(claim -> claim.id().equals(request.claim()))
          .matches(claim -> claim.at().equals(clock.instant()));
      assertThat(after.revision()).as("what is published has a new number").isEqualTo(2);
    }
  }

  @Test
  void takesASeatOfSeveralEditionsOnlyWhereOneIsFreeAndNobodyWaits() {
    SeatGroup free = lone(edition);
    SeatGroup full =
        lone(
            anotherEdition(
                Map.of("claims", List.of(aClaim(UUID.randomUUID(), UUID.randomUUID())))));
    SeatGroup waiting = lone(anotherEdition(Map.of("queueOpen", true)));
    UUID returning = UUID.randomUUID();
    UUID earlier = UUID.randomUUID();
    String withTwo =
        anotherEdition(Map.of("capacity", 2, "claims", List.of(aClaim(returning, earlier))));
    SeatGroup known =
        new SeatGroup(withTwo, 2, List.of(new SeatRequest(returning, UUID.randomUUID())), Set.of());

    Map<String, Map<UUID, Seat>> decided =
        seats.decide(List.of(free, full, waiting, known), clock.instant());

    assertThat(only(decided, free)).isEqualTo(new Seat.Taken(free.requests().getFirst().claim()));
    assertThat(only(decided, full)).isInstanceOf(Seat.Queued.class);
    assertThat(only(decided, waiting)).isInstanceOf(Seat.Queued.class);
    assertThat(only(decided, known)).as("the seat it has").isEqualTo(new Seat.Taken(earlier));
    assertThat(seats.state(full.editionId()).orElseThrow().claims()).hasSize(1);
    assertThat(seats.state(waiting.editionId()).orElseThrow().claims()).isEmpty();
    assertThat(seats.state(withTwo).orElseThrow().claims()).hasSize(1);
  }

  private static Seat only(Map<String, Map<UUID, Seat>> decided, SeatGroup group) {
    return decided.get(group.editionId()).get(group.requests().getFirst().registration());
  }

  private static SeatGroup lone(String edition) {
    return new SeatGroup(
        edition, 1, List.of(new SeatRequest(UUID.randomUUID(), UUID.randomUUID())), Set.of());
  }

  private Document aClaim(UUID registration, UUID claim) {
    return new Document("registration", registration)
        .append("claim", claim)
        .append("at", Date.from(clock.instant()));
  }

  /** With one seat, unless the fields say otherwise. */
  private static String anotherEdition(Map<String, Object> fields) {
    String id = UUID.randomUUID().toString();
    Document document = EditionSeatsDocument.fresh(id, 1);
    document.putAll(fields);
    database.getCollection(EditionSeatsDocument.COLLECTION).insertOne(document);
    return id;
  }

  private void anEditionWithSeats(int capacity) {
    database
        .getCollection(EditionSeatsDocument.COLLECTION)
        .replaceOne(
            new Document("_id", edition),
            EditionSeatsDocument.fresh(edition, capacity),
            new ReplaceOptions().upsert(true));
  }

  /** An interrupted writer's claim, held by nobody, is what a freed seat looks like here. */
  private PendingSubmission oneWaitsForAFreeSeat() {
    accept(pending("seated"));
    PendingSubmission waits = pending("waits");
    AcceptingGroup group = new AcceptingGroup(registrations, seats, clock);
    accept(group, waits);
    group.cleanUp();
    aSeatBecomesFree();
    return waits;
  }

  private void aSeatBecomesFree() {
    var claim = state().claims().getFirst();
    database
        .getCollection("registrations")
        .updateOne(
            new Document("_id", claim.registration()),
            new Document(
                "$set", new Document("claim", UUID.randomUUID()).append("status", "VOID")));
    assertThat(seats.releaseClaim(edition, claim.registration(), claim.id())).isTrue();
  }

  private void reopenQueue() {
    aSeatBecomesFree();
    change(new Document("queueOpen", true));
  }

  private void change(Document fields) {
    change(edition, fields);
  }

  private static void change(String id, Document fields) {
    database
        .getCollection(EditionSeatsDocument.COLLECTION)
        .updateOne(new Document("_id", id), new Document("$set", fields));
  }

  private SeatsState state() {
    return seats.state(edition).orElseThrow();
  }

  private KnownRegistration known(UUID id) {
    RegistrationId registration = new RegistrationId(id);
    return registrations.known(List.of(registration)).get(registration);
  }

  private boolean holdsASeat(PendingSubmission pending) {
    return state().claims().stream()
        .anyMatch(claim ->
            claim.registration().equals(pending.id().value())
                && known(claim.registration()).holds(claim.id())
                && registrations
                    .seated(List.of(edition))
                    .getOrDefault(edition, Map.of())
                    .containsKey(pending.id()));
  }

  private void reconcileAfterAMinute() {
    clock.advance(Duration.ofSeconds(61));
    reconcile();
  }

  private SeatsReport reconcile() {
    return reports(registrations, seats, List.of(edition)).get(edition);
  }

  private Map<String, SeatsReport> reports(
      Registrations withRegistrations, EditionSeats withSeats, List<String> editions) {
    Map<String, SeatsReport> reports = new HashMap<>();
    new ReconcilingSeats(withRegistrations, withSeats, clock, PROPERTIES)
        .reconcile(editions, reports::put);
    return reports;
  }

  private SeatsUpkeep upkeep(EditionSeats withSeats) {
    return upkeep(withSeats, new SimpleMeterRegistry());
  }

  private SeatsUpkeep upkeep(EditionSeats withSeats, MeterRegistry meters) {
    return new SeatsUpkeep(
        server.bean(Editions.class),
        withSeats,
        new ReconcilingSeats(registrations, withSeats, clock, PROPERTIES),
        promoting(registrations, withSeats),
        meters,
        PROPERTIES);
  }

  /** Puts the edition into the replica of the schedule, as it is now. */
  private static void publish(String id, Integer maximum) {
    Document document =
        new Document("_id", id).append("admission", "DIRECT").append("sessions", List.of());
    if (maximum != null) {
      document.append("capacity", maximum);
    }
    database
        .getCollection("editions")
        .replaceOne(new Document("_id", id), document, new ReplaceOptions().upsert(true));
  }

  private PromotingWaiting promoting(Registrations withRegistrations, EditionSeats withSeats) {
    return new PromotingWaiting(withRegistrations, withSeats, clock);
  }

  private AcceptingGroup gatedGroup() {
    return new AcceptingGroup(gatedRegistrations, seats, clock);
  }

  private RegistrationStatus accept(PendingSubmission pending) {
    return status(accept(new AcceptingGroup(registrations, seats, clock), pending));
  }

  private RegistrationStatus acceptGated(PendingSubmission pending) {
    return status(accept(gatedGroup(), pending));
  }

  private static SubmissionResult accept(AcceptingGroup group, PendingSubmission pending) {
    group.accept(List.of(pending));
    return pending.await(Duration.ZERO);
  }

  private static RegistrationStatus status(SubmissionResult result) {
    assertThat(result).isInstanceOf(SubmissionResult.Accepted.class);
    return ((SubmissionResult.Accepted) result).receipt().outcome();
  }

  private static String result(SubmissionResult result) {
    return result.getClass().getSimpleName();
  }

  private PendingSubmission pending(String name) {
    return pending(key(name), name, edition);
  }

  private String key(String name) {
    return edition + name;
  }

  private PendingSubmission pending(String key, String name, String editionId) {
    Applicant applicant =
        new Applicant(
            null,
            name,
            null,
            "Jansen",
            name.replace(' ', '.') + "@example.org",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Language.NL);
    return new PendingSubmission(
        Submission.of(
            key.startsWith("shared") ? key + edition : key,
            editionId,
            1L,
            applicant,
            clock.instant()),
        Admission.DIRECT,
        1);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class SteppedClock extends Clock {
    private Instant now = Instant.parse("2027-01-05T10:00:00Z");

    void advance(Duration step) {
      now = now.plus(step);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** The real adapter with gates in it. Each gate opens once. */
  private static final class GatedRegistrations implements Registrations {
    private Runnable beforeKnown = () -> {};
    private Runnable beforeInsert = () -> {};
    private Runnable afterCountWaiting = () -> {};
    private boolean timeOutAfterInsert;
    private boolean loseInsert;
    private final List<String> asked = new ArrayList<>();

    @Override
    public Map<RegistrationId, KnownRegistration> known(Collection<RegistrationId> ids) {
      asked.add("known");
      Runnable gate = beforeKnown;
      beforeKnown = () -> {};
      gate.run();
      return registrations.known(ids);
    }

    @Override
    public List<InsertResult> insert(List<Registration> group) {
      Runnable gate = beforeInsert;
      beforeInsert = () -> {};
      gate.run();
      if (loseInsert) {
        return group.stream().map(r -> InsertResult.UNKNOWN).toList();
      }
      List<InsertResult> results = registrations.insert(group);
      return timeOutAfterInsert ? group.stream().map(r -> InsertResult.UNKNOWN).toList() : results;
    }

    @Override
    public boolean insertVoid(RegistrationId id, Instant at) {
      return registrations.insertVoid(id, at);
    }

    @Override
    public boolean fenceAgainst(RegistrationId id, UUID claim) {
      return registrations.fenceAgainst(id, claim);
    }

    @Override
    public Optional<WaitingRegistration> firstWaiting(String editionId) {
      return registrations.firstWaiting(editionId);
    }

    @Override
    public boolean promote(WaitingRegistration.Promotion promotion) {
      return registrations.promote(promotion);
    }

    @Override
    public Map<String, Long> countWaiting(Collection<String> editionIds) {
      asked.add("countWaiting");
      Map<String, Long> counts = registrations.countWaiting(editionIds);
      afterCountWaiting.run();
      return counts;
    }

    @Override
    public Map<String, Map<RegistrationId, UUID>> seated(Collection<String> editionIds) {
      asked.add("seated");
      return registrations.seated(editionIds);
    }
  }

  /** The same for the edition's document. */
  private static final class GatedSeats implements EditionSeats {
    private Runnable afterClaimForWaiting = () -> {};
    private Runnable beforeCloseQueue = () -> {};
    private Runnable beforeRevisions = () -> {};
    private boolean dieBeforeSettlingPromotion;
    private final Set<String> maximaAskedFor = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private String unreadable;
    private String unreleasable;
    private List<String> foremost = List.of();

    @Override
    public Map<String, Map<UUID, Seat>> decide(List<SeatGroup> groups, Instant at) {
      return seats.decide(groups, at);
    }

    @Override
    public void settleNotes(Map<String, ? extends Collection<UUID>> notesByEdition) {
      seats.settleNotes(notesByEdition);
    }

    @Override
    public Optional<SeatsState> state(String editionId) {
      return seats.state(editionId);
    }

    @Override
    public List<SeatsState> states(Collection<String> editionIds) {
      asked.add("states");
      if (unreadable != null && editionIds.contains(unreadable)) {
        throw new IllegalStateException("unreadable");
      }
      return seats.states(editionIds);
    }

    @Override
    public boolean claimForWaiting(
        String editionId, UUID registration, UUID held, long number, UUID claim, Instant at) {
      boolean claimed = seats.claimForWaiting(editionId, registration, held, number, claim, at);
      Runnable gate = afterClaimForWaiting;
      afterClaimForWaiting = () -> {};
      gate.run();
      return claimed;
    }

    @Override
    public void settlePromotion(String editionId, UUID registration, UUID claim) {
      if (!dieBeforeSettlingPromotion) {
        seats.settlePromotion(editionId, registration, claim);
      }
    }

    @Override
    public boolean releaseClaim(String editionId, UUID registration, UUID claim) {
      if (editionId.equals(unreleasable)) {
        throw new IllegalStateException("unreleasable");
      }
      return seats.releaseClaim(editionId, registration, claim);
    }

    @Override
    public boolean releaseNote(String editionId, UUID registration, UUID claim) {
      return seats.releaseNote(editionId, registration, claim);
    }

    @Override
    public void adopt(String editionId, UUID registration, UUID claim, Instant at) {
      seats.adopt(editionId, registration, claim, at);
    }

    @Override
    public boolean closeQueue(String editionId, long expectedNextNumber) {
      beforeCloseQueue.run();
      return seats.closeQueue(editionId, expectedNextNumber);
    }

    @Override
    public boolean correctWaiting(String editionId, long expectedRevision, long waiting) {
      return seats.correctWaiting(editionId, expectedRevision, waiting);
    }

    @Override
    public boolean changeCapacity(String editionId, Integer capacity) {
      maximaAskedFor.add(editionId);
      return seats.changeCapacity(editionId, capacity);
    }

    @Override
    public Map<String, Optional<Integer>> maxima() {
      return seats.maxima();
    }

    @Override
    public Map<String, Long> revisions() {
      beforeRevisions.run();
      Map<String, Long> revisions = seats.revisions();
      Map<String, Long> inOrder = new LinkedHashMap<>();
      foremost.forEach(id -> inOrder.put(id, revisions.get(id)));
      inOrder.putAll(revisions);
      return inOrder;
    }

    @Override
    public List<String> withNotes() {
      return seats.withNotes();
    }

    @Override
    public List<String> withOpenQueue() {
      return seats.withOpenQueue();
    }
  }
}
