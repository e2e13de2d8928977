package nl.leergang.messaging.inbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.messaging.KafkaConnection;
import nl.leergang.messaging.MessagingAutoConfiguration;
import nl.leergang.messaging.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Consumption for the declared projections. */
@AutoConfiguration(
    after = MessagingAutoConfiguration.class,
    afterName = "org.springframework.cloud.stream.config.BindingServiceConfiguration")
@ConditionalOnBean({MessagingAutoConfiguration.class, Projection.class})
public class InboxAutoConfiguration {

  record Inboxes(List<Inbox> all) {}

  @Bean
  ParkingLot parkingLot(MongoDatabase database, BackgroundIndexes indexes) {
    indexes.need(ParkingLot.COLLECTION, ParkingLot.BY_KEY);
    return new ParkingLot(database);
  }

  @Bean
  Inboxes inboxes(
      ObjectProvider<Projection> projections,
      MongoDatabase database,
      ParkingLot parking,
      Topics topics,
      MeterRegistry meters) {
    List<Projection> declared = projections.orderedStream().toList();
    // A consumer may be up before its producer, and then makes the topic.
    declared.forEach(projection -> topics.need(projection.topic(), projection.snapshot()));
    return new Inboxes(
        declared.stream()
            .map(projection -> new Inbox(projection, database, parking, meters))
            .toList());
  }

  @Bean
  ParkedEvents parkedEvents(
      ParkingLot parking, Inboxes inboxes, MongoDatabase database, Clock clock) {
    return new MongoParkedEvents(parking, inboxes.all(), database, clock);
  }

  @Bean
  ParkingWatch parkingWatch(ParkingLot parking, Inboxes inboxes, MeterRegistry meters) {
    return new ParkingWatch(parking, inboxes.all(), meters);
  }

  @Bean
  ConsumerLag consumerLag(
      KafkaConnection kafka,
      Inboxes inboxes,
      MeterRegistry meters,
      @Value("${spring.application.name}") String application) {
    return new ConsumerLag(
        kafka,
        inboxes.all().stream()
            .map(inbox -> Subscription.of(inbox.projection(), application))
            .toList(),
        meters);
  }

  @Bean
  ProjectionBindings projectionBindings(
      BindingService bindingService,
      Topics topics,
      Inboxes inboxes,
      @Value("${spring.application.name}") String application) {
    return new ProjectionBindings(bindingService, topics, application, inboxes.all());
  }

  /** A batch that fails is tried again, whole, for as long as it takes; nothing is skipped. */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> neverSkip() {
    return (container, destination, group) -> {
      ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
      backOff.setMaxInterval(Duration.ofSeconds(2).toMillis());
      DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
      // By default it gives up at once on some exceptions, a ClassCastException for one, and skips.
      handler.setClassifications(Map.of(), true);
      container.setCommonErrorHandler(handler);
    };
  }

  @Bean
  @SuppressWarnings("NullAway") // the setter takes null, but does not say so
  ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<?, ?>> wholeBatches() {
    return (adapter, destination, group) -> {
      adapter.setBatchMessageConverter(new WholeBatch());
      // Without it a failure goes straight to the container's error handler.
      adapter.setErrorChannel(null);
    };
  }
}
