package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Creates the indexes as soon as the database can be reached; the service starts without it. */
@Component
class RegistrationIndexes {

  private static final Logger log = LoggerFactory.getLogger(RegistrationIndexes.class);

  private final RegistrationDatabase database;
  private boolean created;

  RegistrationIndexes(RegistrationDatabase database) {
    this.database = database;
  }

  @Scheduled(fixedDelay = 10_000)
  void create() {
    if (created) {
      return;
    }
    try {
      var registrations = database.collection(RegistrationDocument.COLLECTION);
      // One for all: the queue in its order, those with a seat, the staff's lists and counts.
      registrations.createIndex(
          ascending("editionId", "status", "priority", "queueNumber", "submittedAt", "_id"));
      registrations.createIndex(ascending("words"));
      database
          .collection(MongoBrochureRequests.COLLECTION)
          .createIndex(descending("requestedAt", "_id"));
      database.collection("programmes").createIndex(ascending("slug"));
      database
          .collection(EditionSeatsDocument.COLLECTION)
          .createIndex(
              ascending("queueOpen"),
              new IndexOptions().partialFilterExpression(eq("queueOpen", true)));
      created = true;
    } catch (MongoException e) {
      log.warn("indexes are not there yet: {}", e.getClass().getSimpleName());
    }
  }
}
