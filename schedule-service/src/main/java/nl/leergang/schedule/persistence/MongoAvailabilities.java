package nl.leergang.schedule.persistence;

import static com.mongodb.client.model.Filters.in;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import nl.leergang.schedule.availability.Availabilities;
import nl.leergang.schedule.availability.Availability;
import nl.leergang.schedule.edition.EditionId;
import org.bson.Document;
import org.springframework.stereotype.Component;

@Component
class MongoAvailabilities implements Availabilities {

  private final ScheduleCollections collections;

  MongoAvailabilities(ScheduleCollections collections) {
    this.collections = collections;
  }

  @Override
  public Map<EditionId, Availability> of(Collection<EditionId> editions) {
    Map<EditionId, Availability> known = new HashMap<>();
    collections
        .availability()
        .find(in("_id", editions.stream().map(EditionId::value).toList()))
        .forEach(stored -> {
          if (stored.getInteger("waiting") != null) {
            known.put(new EditionId(stored.getString("_id")), availability(stored));
          }
        });
    return known;
  }

  private static Availability availability(Document stored) {
    return new Availability(stored.getInteger("freeSeats"), stored.getInteger("waiting"));
  }
}
