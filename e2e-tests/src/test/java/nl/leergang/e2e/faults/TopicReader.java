package nl.leergang.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nl.leergang.e2e.faults.Evidence.LoggedEvent;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to what is their end now, without any group. */
record TopicReader(String brokers) {

  /** Keys of what the rig itself put there. */
  static final String INVENTED = "invented-";

  List<LoggedEvent> ofTheProduct(Collection<String> topics) {
    List<LoggedEvent> events = new ArrayList<>();
    forEach(
        topics,
        record -> {
          if (isOfTheProduct(record)) {
            events.add(event(record));
          }
        });
    return events;
  }

  /** Whether a service put it there, and not the rig. */
  static boolean isOfTheProduct(ConsumerRecord<byte[], byte[]> record) {
    String key = key(record);
    return !key.isEmpty() && !key.startsWith(INVENTED);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  void forEach(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(500)).forEach(reader);
      }
    }
  }

  private static LoggedEvent event(ConsumerRecord<byte[], byte[]> record) {
    String sequence = header(record, "ce_sequence");
    return new LoggedEvent(
        record.topic(),
        record.partition(),
        record.offset(),
        key(record),
        header(record, "ce_id"),
        sequence.matches("\\d{1,18}") ? Long.parseLong(sequence) : -1,
        header(record, "ce_type"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
