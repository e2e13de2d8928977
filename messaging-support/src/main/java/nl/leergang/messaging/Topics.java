package nl.leergang.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
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
      Map<String, Exception> refused = create(admin);
      // Who may not create topics is refused those, too, that others have created.
      for (String topic : existing(admin, refused.keySet())) {
        found(topic);
        refused.remove(topic);
      }
      for (Exception first : refused.values()) {
        throw first;
      }
    }
    return Duration.ZERO;
  }

  /** Each by itself: one that can't be created keeps none of the others from being found. */
  private Map<String, Exception> create(Admin admin) throws InterruptedException {
    Map<String, Exception> refused = new LinkedHashMap<>();
    var created = admin.createTopics(missing.entrySet().stream().map(this::topic).toList());
    for (var topic : created.values().entrySet()) {
      Exception failure = failure(topic.getValue());
      if (failure == null) {
        log.info("created topic {}", topic.getKey());
        found(topic.getKey());
      } else if (failure instanceof TopicExistsException) {
        found(topic.getKey());
      } else {
        refused.put(topic.getKey(), failure);
      }
    }
    return refused;
  }

  private static List<String> existing(Admin admin, Set<String> topics)
      throws InterruptedException {
    List<String> existing = new ArrayList<>();
    if (!topics.isEmpty()) {
      for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
        if (failure(topic.getValue()) == null) {
          existing.add(topic.getKey());
        }
      }
    }
    return existing;
  }

  private static @Nullable Exception failure(KafkaFuture<?> answer) throws InterruptedException {
    try {
      answer.get(10, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      return e;
    }
  }

  private void found(String topic) {
    present.add(topic);
    missing.remove(topic);
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
