package nl.leergang.notification.ledger;

import nl.leergang.messaging.outbox.OutboxCollection;
import nl.leergang.messaging.outbox.ProducedTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  OutboxCollection notificationsOutbox() {
    return new OutboxCollection(Intents.COLLECTION);
  }

  @Bean
  ProducedTopic notificationsTopic() {
    return new ProducedTopic(Outcomes.TOPIC, false);
  }
}
