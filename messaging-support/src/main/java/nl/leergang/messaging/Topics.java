package nl.leergang.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that this service writes or reads, in the background, as soon as the broker
 * can be reached. Nothing is sent to a topic before it is known to exist, because a broker that
 * makes topics by itself would make it with one partition and a limited retention.
 */
public final class Topics extends BackgroundWork {

  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final Duration DAY = Duration.ofDays(1);

  private final KafkaConnection kafka;
  private final MessagingProperties properties;
  private final Map<String, Boolean> missing = new ConcurrentHashMap<>();
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  Topics(KafkaConnection kafka, MessagingProperties properties) {
    super("topic-creation");
    this.kafka = kafka;
    this.properties = properties;
  }

  /** Sees to it that the topic exists; an existing one is left as it is. */
  public void need(String topic, boolean compacted) {
    if (!present.contains(topic) && missing.putIfAbsent(topic, compacted) == null) {
      wake();
    }
  }

  /** True once the topic is known to exist. */
  public boolean exists(String topic) {
    return present.contains(topic);
  }

  @Override
  protected Duration step() throws Exception {
    if (missing.isEmpty()) {
      return Duration.ofSeconds(5);
    }
    try (Admin admin = kafka.admin()) {
      Map<String, KafkaFuture<Void>> created =
          admin.createTopics(missing.entrySet().stream().map(this::topic).toList()).values();
      for (var topic : created.entrySet()) {
        await(topic.getKey(), topic.getValue());
        present.add(topic.getKey());
        missing.remove(topic.getKey());
      }
    }
    return Duration.ZERO;
  }

  private static void await(String topic, KafkaFuture<Void> created) throws Exception {
    try {
      created.get(10, TimeUnit.SECONDS);
      log.info("created topic {}", topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private NewTopic topic(Map.Entry<String, Boolean> wanted) {
    Map<String, String> config = new HashMap<>();
    if (wanted.getValue()) {
      config.put("cleanup.policy", "compact");
      // An erased person's data leaves the log within a day, and every reader has a week to see it.
      config.put("max.compaction.lag.ms", Long.toString(DAY.toMillis()));
      config.put("segment.ms", Long.toString(DAY.toMillis()));
      config.put("delete.retention.ms", Long.toString(DAY.multipliedBy(7).toMillis()));
    } else {
      config.put("cleanup.policy", "delete");
      config.put("retention.ms", "-1");
      config.put("retention.bytes", "-1");
    }
    return new NewTopic(
            wanted.getKey(),
            Optional.of(properties.topicPartitions()),
            Optional.of(properties.topicReplicationFactor()))
        .configs(config);
  }
}
