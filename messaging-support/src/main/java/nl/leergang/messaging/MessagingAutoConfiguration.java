package nl.leergang.messaging;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The database, the brokers and the clock, for services that name {@code
 * leergang.mongodb.database}.
 */
@AutoConfiguration(after = MongoAutoConfiguration.class)
@ConditionalOnProperty("leergang.mongodb.database")
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    // MongoDB keeps milliseconds: what is answered at once and what is read later are to be equal.
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  /**
   * Reads show only what a failover can't take back; writes are acknowledged when a majority has
   * them in its journal. Every operation, with its retries, ends within five seconds, so that a
   * caller hears 503 while it still listens.
   */
  @Bean
  MongoClientSettingsBuilderCustomizer durableMongo() {
    return settings ->
        settings
            .readPreference(ReadPreference.primary())
            .readConcern(ReadConcern.MAJORITY)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .timeout(5, TimeUnit.SECONDS)
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(4, TimeUnit.SECONDS))
            .applyToServerSettings(server -> server.heartbeatFrequency(2, TimeUnit.SECONDS))
            .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS));
  }

  @Bean
  @ConditionalOnMissingBean
  MongoDatabase mongoDatabase(MongoClient client, Environment environment) {
    return client.getDatabase(environment.getRequiredProperty("leergang.mongodb.database"));
  }

  @Bean
  BackgroundIndexes backgroundIndexes(MongoDatabase database) {
    return new BackgroundIndexes(database);
  }

  @Bean
  KafkaConnection kafkaConnection(Environment environment) {
    String binder = "spring.cloud.stream.kafka.binder.";
    Map<String, Object> settings =
        new HashMap<>(
            Binder.get(environment)
                .bind(binder + "configuration", Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of));
    settings.put("bootstrap.servers", environment.getRequiredProperty(binder + "brokers"));
    return new KafkaConnection(settings);
  }

  @Bean
  Topics topics(KafkaConnection kafka, MessagingProperties properties) {
    return new Topics(kafka, properties);
  }
}
