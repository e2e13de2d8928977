package nl.leergang.schedule.messaging;

import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what registration tells of each edition's seats; each event holds the whole of it. */
@Component
public class AvailabilityProjection implements Projection {

  public static final String COLLECTION = "edition_availability";
  static final String TYPE = "nl.leergang.registration.edition-availability-changed.v1";

  @Override
  public String topic() {
    return "registration.edition-availability";
  }

  @Override
  public String collection() {
    return COLLECTION;
  }

  @Override
  public boolean snapshot() {
    return true;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    Document next = state == null ? new Document("_id", event.subject()) : new Document(state);
    if (!event.type().equals(TYPE) || event.data() == null) {
      return next;
    }
    Snapshot snapshot = event.as(Snapshot.class);
    if (snapshot.waiting() == null) {
      throw new MalformedEventException("availability without waiting");
    }
    next.put("freeSeats", snapshot.freeSeats());
    next.put("waiting", snapshot.waiting());
    return next;
  }

  /** The fields that are of interest here. */
  record Snapshot(@Nullable Integer freeSeats, @Nullable Integer waiting) {}
}
