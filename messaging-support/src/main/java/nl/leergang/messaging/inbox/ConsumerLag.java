package nl.leergang.messaging.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import nl.leergang.messaging.BackgroundWork;
import nl.leergang.messaging.KafkaConnection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many events each group has still to take, by its committed offsets: also right while nobody
 * consumes. Every instance reports the whole group.
 */
final class ConsumerLag extends BackgroundWork {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final KafkaConnection kafka;
  private final List<Subscription> subscriptions;
  private final Map<Subscription, Long> lags = new ConcurrentHashMap<>();
  private volatile @Nullable Admin admin;

  ConsumerLag(KafkaConnection kafka, Collection<Subscription> subscriptions, MeterRegistry meters) {
    super("consumer-lag");
    this.kafka = kafka;
    this.subscriptions = List.copyOf(subscriptions);
    for (Subscription subscription : subscriptions) {
      Gauge.builder("leergang.consumer.lag", () -> lags.getOrDefault(subscription, 0L))
          .description("events on the topic that the projection has not taken yet")
          .tag("topic", subscription.topic())
          .tag("collection", subscription.collection())
          .register(meters);
    }
  }

  @Override
  protected Duration step() throws Exception {
    if (subscriptions.isEmpty()) {
      return Duration.ofHours(1);
    }
    Admin asked = admin == null ? kafka.admin() : admin;
    admin = asked;
    try {
      for (Subscription subscription : subscriptions) {
        lags.put(subscription, lag(asked, subscription));
      }
    } catch (Exception e) {
      disconnect(); // the next round begins afresh
      throw e;
    }
    return EVERY;
  }

  @Override
  public void stop() {
    super.stop();
    disconnect();
  }

  private void disconnect() {
    Admin connected = admin;
    admin = null;
    if (connected != null) {
      connected.close(Duration.ofSeconds(2));
    }
  }

  private static long lag(Admin admin, Subscription subscription) throws Exception {
    String topic = subscription.topic();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(subscription.group())
            .partitionsToOffsetAndMetadata()
            .get(5, TimeUnit.SECONDS);
    var described =
        admin.describeTopics(List.of(topic)).allTopicNames().get(5, TimeUnit.SECONDS).values();
    List<TopicPartition> partitions =
        described.stream()
            .flatMap(description -> description.partitions().stream())
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> last = offsets(admin, partitions, OffsetSpec.latest());
    long lag = 0;
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata done = committed.get(partition);
      long from = done == null ? first.getOrDefault(partition, 0L) : done.offset();
      lag += Math.max(0, last.getOrDefault(partition, 0L) - from);
    }
    return lag;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get(5, TimeUnit.SECONDS)
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }
}
