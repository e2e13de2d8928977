package nl.leergang.registration.messaging;

import nl.leergang.messaging.outbox.OutboxCollection;
import nl.leergang.messaging.outbox.ProducedTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service publishes, and from where. */
@Configuration(proxyBeanMethods = false)
public class PublishedTopics {

  static final String REGISTRATIONS = "registration.registrations";
  static final String BROCHURE_REQUESTS = "registration.brochure-requests";
  static final String CONTACTS = "registration.contacts";
  public static final String EDITION_AVAILABILITY = "registration.edition-availability";

  @Bean
  ProducedTopic registrationsTopic() {
    return new ProducedTopic(REGISTRATIONS, false);
  }

  @Bean
  ProducedTopic brochureRequestsTopic() {
    return new ProducedTopic(BROCHURE_REQUESTS, false);
  }

  @Bean
  ProducedTopic contactsTopic() {
    return new ProducedTopic(CONTACTS, true);
  }

  @Bean
  ProducedTopic editionAvailabilityTopic() {
    return new ProducedTopic(EDITION_AVAILABILITY, true);
  }

  @Bean
  OutboxCollection registrationsOutbox() {
    return new OutboxCollection("registrations");
  }

  @Bean
  OutboxCollection brochureRequestsOutbox() {
    return new OutboxCollection("brochure_requests");
  }
}
