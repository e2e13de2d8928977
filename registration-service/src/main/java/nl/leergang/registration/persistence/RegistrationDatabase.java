package nl.leergang.registration.persistence;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * This service's database: read at the primary what a majority has, write to a majority's journals,
 * and give up in time to tell the caller so.
 */
@Component
class RegistrationDatabase {

  // Below the six seconds in which a caller gets its 503 while the database is away.
  private static final long TIMEOUT_MILLIS = 4_000;

  private final MongoDatabase database;

  RegistrationDatabase(MongoDatabase database) {
    this.database =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
            .withTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }
}
