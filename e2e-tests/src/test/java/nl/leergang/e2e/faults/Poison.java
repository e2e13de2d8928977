package nl.leergang.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.leergang.e2e.product.Api;
import nl.leergang.localrun.Service;
import tools.jackson.databind.JsonNode;

/**
 * Messages that cannot be applied. Each must end as one record for staff, once per service that
 * reads the topic, while everything else goes on; then staff give them up.
 */
final class Poison implements Fault {

  private static final String SUBMITTED = "nl.leergang.registration.enrollment-submitted.v1";
  private static final String PUBLISHED = "nl.leergang.schedule.edition-published.v1";
  private static final int HUGE = 1_000_000;
  private static final long PATIENCE_SECONDS = 120;

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore(10);
        Map<Service, Integer> expected = new HashMap<>();
        try (RawEvents raw = new RawEvents(rig.product().kafkaBrokers())) {
          expected.put(Service.NOTIFICATION, registrations(raw, round) + 1);
          expected.put(Service.REGISTRATION, 1);
          String key =
              TopicReader.INVENTED + "edition-" + Long.toHexString(System.nanoTime()) + round;
          raw.send(
              EventsCheck.EDITIONS,
              key,
              RawEvents.headers(key, PUBLISHED, "1"),
              text("{\"editionId\": [1, 2"));
        }
        rig.note("poison", expected.toString());
        othersFlow(rig, round);
        for (Map.Entry<Service, Integer> one : expected.entrySet()) {
          giveUp(rig, one.getKey(), one.getValue());
        }
      }
      people.awaitArrivals(plan.people());
    }
  }

  /** While all of it lies there, somebody registers and is told. */
  private static void othersFlow(Rig rig, int round) throws Exception {
    Submission person = rig.ledger().next(rig.everyKind().ids().getFirst());
    long from = System.nanoTime();
    new Visitor(person, rig.doors(), true).register(new Random(round));
    Map<String, Object> open =
        new Settling(
                () ->
                    rig.mails().received().stream()
                            .anyMatch(mail -> mail.to().equals(person.person().email()))
                        ? Map.of()
                        : Map.of("a mail beside the poison to", person.person().email()),
                Duration.ofSeconds(PATIENCE_SECONDS))
            .await();
    if (!open.isEmpty()) {
      rig.findings().add(Findings.Kind.NOT_AVAILABLE, open.toString());
    }
    rig.measured("millisToMailBesidePoison" + (round + 1), (System.nanoTime() - from) / 1_000_000);
  }

  /** How many of them have to be parked. */
  private static int registrations(RawEvents raw, int round) {
    String topic = EventsCheck.REGISTRATIONS;
    String key =
        "%s%s-%d-".formatted(TopicReader.INVENTED, Long.toHexString(System.nanoTime()), round);
    byte[] good = text("{\"editionId\": \"e\", \"reference\": \"r\", \"outcome\": \"HELD\"}");
    raw.send(topic, key + "json", RawEvents.headers(key + "json", SUBMITTED, "1"), text("{\"a\":"));
    raw.send(
        topic,
        key + "type",
        RawEvents.headers(key + "type", SUBMITTED, "1"),
        text("{\"editionId\": {\"no\": 1}, \"submittedAt\": \"yesterday\"}"));
    raw.send(topic, key + "bare", Map.of(), good);
    raw.send(topic, key + "number", RawEvents.headers(key + "number", SUBMITTED, "one"), good);
    raw.send(topic, null, RawEvents.headers("", SUBMITTED, "1"), good);
    byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
    raw.send(topic, key + "utf8", RawEvents.headers(key + "utf8", SUBMITTED, "1"), broken);
    byte[] huge = new byte[HUGE];
    Arrays.fill(huge, (byte) 'x');
    raw.send(topic, key + "huge", RawEvents.headers(key + "huge", SUBMITTED, "1"), huge);
    // A version of later years: not understood, and no reason to stop either.
    raw.send(
        topic,
        key + "later",
        RawEvents.headers(key + "later", SUBMITTED.replace(".v1", ".v99"), "1"),
        good);
    return 7;
  }

  private static void giveUp(Rig rig, Service service, int expected) throws InterruptedException {
    Api staff = rig.staffOf(service);
    long giveUpAt = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    List<JsonNode> parked = staff.list("/v1/parked-events");
    while (parked.size() < expected && System.nanoTime() < giveUpAt) {
      Thread.sleep(500);
      parked = staff.list("/v1/parked-events");
    }
    if (parked.size() != expected) {
      rig.findings()
          .add(
              Findings.Kind.PARKED,
              "%s has %d of %d: %s".formatted(service, parked.size(), expected, parked));
    }
    for (JsonNode one : parked) {
      String path = "/v1/parked-events/" + one.path("id").asString() + "/discard";
      String outcome = staff.post(path, Map.of()).toString();
      if (!outcome.contains("DISCARDED")) {
        rig.findings().add(Findings.Kind.PARKED, service + " does not give up: " + outcome);
      }
    }
  }

  private static byte[] text(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
