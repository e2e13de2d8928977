package nl.leergang.schedule;

import static nl.leergang.testing.TopicReader.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionFixture;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.Programmes;
import nl.leergang.testing.RunningService;
import nl.leergang.testing.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does while others are not there yet, or there twice. */
class StartupIT {

  @Test
  void worksWhileTheBrokerIsAwayAndCatchesUp() throws Exception {
    var broker = RealServers.get().privateBroker();
    long begin = System.nanoTime();
    try (var server =
        RunningService.start(
            ScheduleApplication.class,
            RunningService.freshDatabase(),
            "spring.cloud.stream.kafka.binder.brokers=" + broker.address())) {
      await("catalogue imported")
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.get("/readyz").statusCode() == 200);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(40));

      var edition = server.json("/v1/programmes/de-droom-van-elke-burgemeester").at("/editions/0");
      String id = edition.path("id").asString();
      String path = "/v1/editions/" + id + "/sessions/" + edition.at("/sessions/0/id").asString();
      assertThat(
              server
                  .postAsStaff(path + "/reschedule", "{\"startsAt\":\"2029-03-15T18:30\"}")
                  .statusCode())
          .isEqualTo(200);

      broker.start();
      try (var editions = new TopicReader(broker.address(), "schedule.editions")) {
        assertThat(headers(editions.await(id, 2), "ce_sequence")).containsExactly("1", "2");
      }
    } finally {
      broker.kill();
    }
  }

  @Test
  void importsOnceWhenTwoInstancesStartOnTheSameDatabase(@TempDir Path folder) throws Exception {
    String slug = "tweeling-" + UUID.randomUUID();
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        programme: {slug: %s, title: Tweeling, kind: PROGRAMME, admission: DIRECT, audience: a, summary: b, sessions: [{number: 1, title: Een}]}
        editions:
          - {key: a, sample: true, sessions: [{number: 1, inDays: 10}]}
        """
            .formatted(slug));
    String database = RunningService.freshDatabase();
    String directory = "leergang.catalogue.directory=" + folder;
    try (var one = RunningService.start(ScheduleApplication.class, database, directory);
        var two = RunningService.start(ScheduleApplication.class, database, directory);
        var editions = new TopicReader(RealServers.get().kafkaBrokers(), "schedule.editions")) {
      for (var server : new RunningService[] {one, two}) {
        await("catalogue imported")
            .atMost(Duration.ofSeconds(30))
            .until(() -> server.get("/readyz").statusCode() == 200);
      }
      String id = two.json("/v1/programmes/" + slug).at("/editions/0/id").asString();
      assertThat(headers(editions.await(id, 1), "ce_sequence")).containsExactly("1");
      assertThat(one.json("/v1/editions?programme=" + slug).path("total").asInt()).isEqualTo(1);
    }
  }

  @Test
  void addsEachEditionOnceHoweverManyAddItAtOnce() throws Exception {
    int together = 8;
    try (var server =
            RunningService.start(ScheduleApplication.class, RunningService.freshDatabase());
        var threads = Executors.newFixedThreadPool(together)) {
      await("catalogue imported")
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.get("/readyz").statusCode() == 200);
      Programme programme = server.bean(Programmes.class).list(0, 1).getFirst();
      Edition edition = EditionFixture.anEdition().withOpenSession().build();
      List<Edition> wanted =
          IntStream.range(0, 200).mapToObj(i -> withId(edition, "race-" + i)).toList();
      CyclicBarrier begin = new CyclicBarrier(together);
      Callable<Integer> adds =
          () -> {
            begin.await();
            return server.bean(Editions.class).add(wanted, programme);
          };
      int added = 0;
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(together, adds))) {
        added += one.get();
      }
      assertThat(added).isEqualTo(wanted.size());
    }
  }

  private static Edition withId(Edition edition, String id) {
    return new Edition(
        new EditionId(id),
        edition.programme(),
        edition.version(),
        edition.sample(),
        edition.registration(),
        edition.capacity(),
        edition.registrationClosesAt(),
        edition.sessions());
  }
}
