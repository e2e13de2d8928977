package nl.leergang.sample;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import nl.leergang.messaging.CloudEvents;
import nl.leergang.messaging.InboundEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events as they stand in the log. */
public final class Wire {

  private Wire() {}

  public static InboundEvent event(String key, long sequence, String json) {
    return event(UUID.randomUUID().toString(), key, sequence, json);
  }

  public static InboundEvent event(String id, String key, long sequence, String json) {
    return new InboundEvent(
        id,
        SampleApplication.NOTED,
        "urn:nld:kvknr:00000000:systeem:proef",
        key,
        sequence,
        Instant.parse("2026-11-23T10:00:00Z"),
        json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }

  /** The event as a consumer would get it. */
  public static ConsumerRecord<byte[], byte[]> received(String topic, long offset, InboundEvent e) {
    ProducerRecord<byte[], byte[]> sent = CloudEvents.write(topic, e);
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        1_700_000_000_000L,
        TimestampType.CREATE_TIME,
        -1,
        -1,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers().toArray()),
        Optional.empty());
  }

  public static void send(String brokers, List<ProducerRecord<byte[], byte[]>> messages)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var message : messages) {
        producer.send(message).get();
      }
    }
  }

  /** Reads a topic from its beginning until what was read suffices. */
  public static List<ConsumerRecord<byte[], byte[]>> read(
      String brokers,
      String topic,
      Duration longest,
      Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", brokers);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      long end = System.nanoTime() + longest.toNanos();
      while (System.nanoTime() < end && !enough.test(all)) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  public static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  public static String key(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.key(), StandardCharsets.UTF_8);
  }
}
