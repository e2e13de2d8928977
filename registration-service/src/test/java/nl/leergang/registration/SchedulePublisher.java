package nl.leergang.registration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;

/** Speaks for the schedule service: publishes what a test wants it to have said. */
@NullUnmarked
final class SchedulePublisher implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Long> sequences = new HashMap<>();

  SchedulePublisher(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  String programme(String slug) {
    String id = UUID.randomUUID().toString();
    send(
        "schedule.programmes",
        id,
        "programme-published.v1",
        """
        {"programmeId":"%s","slug":"%s","title":"Proef","kind":"PROGRAMME","provider":"P",\
        "admission":"DIRECT","office":{"name":"B"},"privacyStatementUrl":"http://x/","summary":"S"}
        """
            .formatted(id, slug));
    return id;
  }

  /** An edition next year; null is no maximum. */
  String edition(String admission, Integer capacity) {
    return edition(admission, capacity, "OPEN", "2037-03-11T17:30:00Z", "SCHEDULED");
  }

  String edition(
      String admission, Integer capacity, String registration, String startsAt, String session) {
    String id = UUID.randomUUID().toString();
    send(
        "schedule.editions",
        id,
        "edition-published.v1",
        """
        {"editionId":"%s","version":1,"programme":{"programmeId":"p","slug":"proef","title":"Proef",\
        "admission":"%s","provider":"P","office":{"name":"B"}},"registration":"%s","sample":false,%s\
        "sessions":[{"sessionId":"s1","number":1,"title":"Een","startsAt":"%s","overnight":false,\
        "sequence":0,"status":"%s"}]}
        """
            .formatted(
                id,
                admission,
                registration,
                capacity == null ? "" : "\"capacity\":" + capacity + ",",
                startsAt,
                session));
    return id;
  }

  void cancelSession(String editionId) {
    send(
        "schedule.editions",
        editionId,
        "session-cancelled.v1",
        """
        {"editionId":"%s","version":2,"session":{"sessionId":"s1","number":1,"title":"Een",\
        "overnight":false,"sequence":1,"status":"CANCELLED"}}
        """
            .formatted(editionId));
  }

  private void send(String topic, String key, String type, String json) {
    var record = new ProducerRecord<>(topic, key, json.getBytes(StandardCharsets.UTF_8));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_type",
            "nl.leergang.schedule." + type,
            "ce_source",
            "urn:nld:kvknr:00000000:systeem:planning",
            "ce_subject",
            key,
            "ce_sequence",
            String.valueOf(sequences.merge(key, 1L, Long::sum)),
            "ce_time",
            Instant.now().toString(),
            "content-type",
            "application/json")
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
