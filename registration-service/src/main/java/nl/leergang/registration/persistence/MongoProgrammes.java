package nl.leergang.registration.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.Optional;
import nl.leergang.messaging.BackgroundIndexes;
import nl.leergang.registration.edition.Programmes;
import org.bson.Document;
import org.springframework.stereotype.Component;

@Component
class MongoProgrammes implements Programmes {

  private static final String COLLECTION = "programmes";

  private final MongoCollection<Document> programmes;
  private volatile boolean everRead;

  MongoProgrammes(MongoDatabase database, BackgroundIndexes indexes) {
    this.programmes = database.getCollection(COLLECTION);
    indexes.need(COLLECTION, new IndexModel(ascending("slug")));
  }

  @Override
  public Optional<Programme> bySlug(String slug) {
    return Optional.ofNullable(programmes.find(eq("slug", slug)).first())
        .map(d -> new Programme(d.getString("_id"), slug));
  }

  @Override
  public boolean everRead() {
    if (!everRead) {
      everRead = programmes.find(exists("slug")).projection(include("_id")).first() != null;
    }
    return everRead;
  }
}
