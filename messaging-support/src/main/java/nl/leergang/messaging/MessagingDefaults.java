package nl.leergang.messaging;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings that every service needs and none should have to repeat. They rank lowest: whatever a
 * service or its environment sets wins.
 */
final class MessagingDefaults implements EnvironmentPostProcessor {

  private static final String BINDER = "spring.cloud.stream.kafka.binder.";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.mongodb.uri", "${MONGODB_URI:mongodb://127.0.0.1:27017/?replicaSet=rs0}");
    defaults.put("spring.mongodb.representation.uuid", "standard");
    defaults.put(
        "leergang.messaging.source",
        "urn:nld:kvknr:${LEERGANG_KVK_NUMBER:00000000}:systeem:${spring.application.name}");
    defaults.put(BINDER + "brokers", "${KAFKA_BROKERS:127.0.0.1:9092}");
    defaults.put(BINDER + "auto-create-topics", "false");
    defaults.put(BINDER + "health-timeout", "2");
    defaults.put(BINDER + "enable-observation", "true");
    defaults.put(BINDER + "configuration.default.api.timeout.ms", "5000");
    defaults.put(BINDER + "configuration.request.timeout.ms", "4000");
    defaults.put(BINDER + "configuration.reconnect.backoff.max.ms", "1000");
    // After a kill its partitions move to another instance within seconds instead of a minute.
    defaults.put(BINDER + "consumer-properties.session.timeout.ms", "6000");
    defaults.put(BINDER + "consumer-properties.heartbeat.interval.ms", "1500");
    defaults.put(BINDER + "consumer-properties.max.poll.records", "500");
    defaults.put(BINDER + "consumer-properties.auto.offset.reset", "earliest");
    defaults.put(BINDER + "consumer-properties.allow.auto.create.topics", "false");
    // Bindings follow from Projection beans; a bean that happens to be a function is none.
    defaults.put("spring.cloud.stream.function.autodetect", "false");
    defaults.put("spring.cloud.function.autodetect", "false");
    // The binding is retried by its own loop, which first makes sure that the topic is there.
    defaults.put("spring.cloud.stream.binding-retry-interval", "0");
    // The lag is measured once, by its own gauge.
    defaults.put(BINDER + "metrics.default-offset-lag-metrics-enabled", "false");
    // The clients print all their settings each time they start.
    defaults.put("logging.level.org.apache.kafka", "WARN");
    // While the broker is away the clients log each attempt; the relay says it once.
    defaults.put("logging.level.org.apache.kafka.clients.NetworkClient", "ERROR");
    // The binder's gauges ask for partitions that are none of theirs, once a minute for each.
    defaults.put(
        "logging.level.org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", "ERROR");
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("leergangMessagingDefaults", defaults));
  }
}
