package nl.leergang.messaging.outbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.messaging.KafkaConnection;
import nl.leergang.messaging.MessagingAutoConfiguration;
import nl.leergang.messaging.MessagingProperties;
import nl.leergang.messaging.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The relay with its sweeper and metrics, for the declared collections, snapshots and topics. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnBean(MessagingAutoConfiguration.class)
public class OutboxAutoConfiguration {

  record Backlogs(List<Backlog> all) {}

  @Bean
  Backlogs outboxBacklogs(
      MongoDatabase database,
      MessagingProperties properties,
      BackgroundIndexes indexes,
      Topics topics,
      ObjectProvider<OutboxCollection> outboxes,
      ObjectProvider<SnapshotSource> snapshots,
      ObjectProvider<ProducedTopic> produced) {
    // Before the snapshots: a topic is created as it was declared first.
    produced.forEach(topic -> topics.need(topic.name(), topic.compacted()));
    List<Backlog> backlogs = new ArrayList<>();
    outboxes.forEach(outbox -> {
      indexes.need(outbox.name(), OutboxBacklog.INDEX);
      backlogs.add(new OutboxBacklog(database, outbox, properties.source()));
    });
    snapshots.forEach(snapshot -> {
      topics.need(snapshot.topic(), true);
      indexes.need(snapshot.collection(), SnapshotBacklog.INDEX);
      backlogs.add(new SnapshotBacklog(database, snapshot, properties.source()));
    });
    return new Backlogs(backlogs);
  }

  @Bean
  Relay outboxRelay(KafkaConnection kafka, Topics topics, MeterRegistry meters, Backlogs backlogs) {
    return new Relay(kafka::producer, topics, meters, backlogs.all());
  }

  @Bean
  OutboxMetrics outboxMetrics(MeterRegistry meters, Backlogs backlogs) {
    return new OutboxMetrics(meters, backlogs.all());
  }

  @Bean
  Outbox outbox(Clock clock, Relay relay) {
    return new Outbox(clock, relay::hint);
  }
}
