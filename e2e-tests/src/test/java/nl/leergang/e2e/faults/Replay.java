package nl.leergang.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was ever sent comes three times more, in any order. Then new registrations come
 * whose second event is there before the first.
 */
final class Replay implements Fault {

  private static final Set<String> TOPICS =
      Set.of(
          EventsCheck.REGISTRATIONS,
          EventsCheck.CONTACTS,
          EventsCheck.EDITIONS,
          "schedule.programmes",
          "registration.edition-availability");
  private static final int TIMES = 3;
  private static final int REORDERED = 5;
  private static final long PATIENCE_SECONDS = 120;

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    try (Load people = rig.people(plan)) {
      people.awaitMore(plan.people());
      for (int round = 0; round < plan.rounds(); round++) {
        again(rig, random);
        reordered(
            rig,
            "%s%s-%d-".formatted(TopicReader.INVENTED, Long.toHexString(System.nanoTime()), round));
      }
    }
  }

  static void again(Rig rig, Random random) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    String brokers = rig.product().kafkaBrokers();
    new TopicReader(brokers)
        .forEach(
            TOPICS,
            record -> {
              // Poison of an earlier scenario would be poison again, and belongs to nobody.
              if (TopicReader.isOfTheProduct(record)) {
                records.addAll(Collections.nCopies(TIMES, copy(record)));
              }
            });
    Collections.shuffle(records, random);
    rig.note("replay", records.size() + " records");
    try (RawEvents raw = new RawEvents(brokers)) {
      records.forEach(raw::send);
    }
  }

  private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), record.value(), record.headers());
  }

  private static void reordered(Rig rig, String prefix) throws Exception {
    String edition = rig.editions(RigCatalogue.UNLIMITED).ids().getFirst();
    List<String> keys = IntStream.range(0, REORDERED).mapToObj(n -> prefix + n).toList();
    try (RawEvents raw = new RawEvents(rig.product().kafkaBrokers())) {
      for (String key : keys) {
        send(
            raw,
            key,
            "enrollment-confirmed",
            "2",
            Map.of(
                "registrationId",
                key,
                "editionId",
                edition,
                "reason",
                "DIRECT",
                "at",
                Instant.now().toString()));
      }
    }
    try (RawEvents raw = new RawEvents(rig.product().kafkaBrokers())) {
      for (String key : keys) {
        send(
            raw,
            key,
            "enrollment-submitted",
            "1",
            Map.of(
                "registrationId",
                key,
                "editionId",
                edition,
                "reference",
                "AB12-CD34",
                "language",
                "nl",
                "outcome",
                "CONFIRMED",
                "submittedAt",
                Instant.now().toString()));
        raw.send(
            EventsCheck.CONTACTS,
            key,
            RawEvents.headers(key, "nl.leergang.registration.contact-provided.v1", "1"),
            JsonMapper.shared()
                .writeValueAsBytes(
                    Map.of(
                        "contactId",
                        key,
                        "kind",
                        "REGISTRATION",
                        "language",
                        "nl",
                        "givenName",
                        "Robin",
                        "familyName",
                        "Omgekeerd",
                        "email",
                        address(key))));
      }
    }
    rig.note("reordered", keys.size() + " registrations");
    awaitMails(rig, keys);
  }

  private static void awaitMails(Rig rig, List<String> keys) throws InterruptedException {
    Set<String> missing =
        keys.stream().map(Replay::address).collect(Collectors.toCollection(HashSet::new));
    long giveUp = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    while (!missing.isEmpty() && System.nanoTime() < giveUp) {
      rig.mails().received().forEach(mail -> missing.remove(mail.to()));
      Thread.sleep(200);
    }
    missing.forEach(address -> rig.findings().add(Findings.Kind.MAIL_MISSING, "to " + address));
  }

  private static String address(String key) {
    return key + "@example.org";
  }

  private static void send(
      RawEvents raw, String key, String event, String sequence, Map<String, String> data) {
    raw.send(
        EventsCheck.REGISTRATIONS,
        key,
        RawEvents.headers(key, "nl.leergang.registration.%s.v1".formatted(event), sequence),
        JsonMapper.shared().writeValueAsString(data).getBytes(StandardCharsets.UTF_8));
  }
}
