package nl.leergang.schedule.persistence;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;
import nl.leergang.messaging.outbox.OutboxCollection;
import nl.leergang.schedule.messaging.AvailabilityProjection;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The service's collections and the indexes that its queries need. */
@Component
public class ScheduleCollections {

  static final String PROGRAMMES = "programmes";
  static final String EDITIONS = "editions";

  private final MongoDatabase database;

  ScheduleCollections(MongoDatabase database) {
    // Decisions and answers read what a failover cannot take back.
    this.database =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  /** Makes the indexes that are missing. */
  public void createIndexes() {
    programmes()
        .createIndexes(
            List.of(
                new IndexModel(Indexes.ascending("slug"), new IndexOptions().unique(true)),
                new IndexModel(Indexes.ascending("title", "_id"))));
    editions()
        .createIndexes(
            List.of(
                new IndexModel(Indexes.ascending("begin", "_id")),
                new IndexModel(Indexes.ascending("programme", "begin", "_id")),
                new IndexModel(Indexes.ascending("programme", "over", "_id"))));
  }

  MongoCollection<Document> programmes() {
    return database.getCollection(PROGRAMMES);
  }

  MongoCollection<Document> editions() {
    return database.getCollection(EDITIONS);
  }

  MongoCollection<Document> availability() {
    return database.getCollection(AvailabilityProjection.COLLECTION);
  }

  /** The collections whose documents carry events. */
  @Configuration(proxyBeanMethods = false)
  static class Outboxes {

    @Bean
    OutboxCollection programmesOutbox() {
      return new OutboxCollection(PROGRAMMES);
    }

    @Bean
    OutboxCollection editionsOutbox() {
      return new OutboxCollection(EDITIONS);
    }
  }
}
