package nl.leergang.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning and remembers what it saw. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  public TopicReader(String brokers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    org.awaitility.Awaitility.await("partitions of " + topic)
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> !consumer.partitionsFor(topic).isEmpty());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new org.apache.kafka.common.TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits for at least so many records of a key; returns all that came with it. */
  public List<ConsumerRecord<String, byte[]>> await(String key, int count) {
    org.awaitility.Awaitility.await(count + " events of " + key)
        .atMost(Duration.ofSeconds(60))
        .until(() -> of(key).size() >= count);
    return of(key);
  }

  /** What has come so far, after one more look. */
  public List<ConsumerRecord<String, byte[]>> of(String key) {
    consumer.poll(Duration.ofMillis(300)).forEach(seen::add);
    return seen.stream().filter(record -> key.equals(record.key())).toList();
  }

  public static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  public static List<String> headers(List<ConsumerRecord<String, byte[]>> records, String name) {
    return records.stream().map(record -> header(record, name)).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
