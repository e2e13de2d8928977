package nl.leergang.schedule.persistence;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Sorts;
import java.util.List;
import java.util.Optional;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.schedule.messaging.EventTranslator;
import nl.leergang.schedule.messaging.WireEvent;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.Programmes;
import org.bson.Document;
import org.springframework.stereotype.Component;

@Component
class MongoProgrammes implements Programmes {

  private final ScheduleCollections collections;
  private final EventTranslator translator;
  private final Outbox outbox;
  private final LastRead<Programme> lastRead;

  MongoProgrammes(ScheduleCollections collections, EventTranslator translator, Outbox outbox) {
    this.collections = collections;
    this.translator = translator;
    this.outbox = outbox;
    this.lastRead = new LastRead<>(collections::programmes, Programme.class);
  }

  @Override
  public Optional<Programme> find(String slug) {
    return lastRead.of(collections.programmes().find(eq("slug", slug))).stream().findFirst();
  }

  @Override
  public List<Programme> list(int skip, int limit) {
    return lastRead.of(
        collections
            .programmes()
            .find()
            .sort(Sorts.ascending("title", "_id"))
            .skip(skip)
            .limit(limit));
  }

  @Override
  public long count() {
    return collections.programmes().countDocuments();
  }

  @Override
  public boolean add(Programme programme) {
    String id = programme.id().value();
    if (collections.programmes().countDocuments(eq("_id", id)) > 0) {
      return false;
    }
    WireEvent event = translator.published(programme);
    var published = outbox.event(event.topic(), 1, event.type(), event.data());
    Document document =
        new Document("_id", id)
            .append("slug", programme.slug())
            .append("title", programme.title())
            .append("version", 1)
            .append("nextSeq", 2L)
            .append("state", StoredState.write(programme))
            .append("outbox", Outbox.documents(List.of(published)));
    try {
      collections.programmes().insertOne(document);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false; // Another instance was first.
      }
      throw e;
    }
    outbox.published(ScheduleCollections.PROGRAMMES, id);
    return true;
  }
}
