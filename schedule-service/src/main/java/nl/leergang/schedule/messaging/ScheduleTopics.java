package nl.leergang.schedule.messaging;

import nl.leergang.messaging.outbox.ProducedTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that the schedule writes. All events are kept: others rebuild from nothing. */
@Configuration(proxyBeanMethods = false)
class ScheduleTopics {

  @Bean
  ProducedTopic programmesTopic() {
    return new ProducedTopic(EventTranslator.PROGRAMMES, false);
  }

  @Bean
  ProducedTopic editionsTopic() {
    return new ProducedTopic(EventTranslator.EDITIONS, false);
  }
}
