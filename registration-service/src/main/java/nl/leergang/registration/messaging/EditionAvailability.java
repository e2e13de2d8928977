package nl.leergang.registration.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.leergang.messaging.outbox.SnapshotSource;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the others how many seats an edition has left. */
@Component
class EditionAvailability implements SnapshotSource {

  private final Clock clock;

  EditionAvailability(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String collection() {
    return "edition_seats";
  }

  @Override
  public String topic() {
    return PublishedTopics.EDITION_AVAILABILITY;
  }

  @Override
  public String type() {
    return "nl.leergang.registration.edition-availability-changed.v1";
  }

  @Override
  public String revisionField() {
    return "revision";
  }

  @Override
  public Duration minInterval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Document fields() {
    return new Document("capacity", 1)
        .append("queueOpen", 1)
        .append("waiting", 1)
        .append(
            "taken", new Document("$size", new Document("$ifNull", List.of("$claims", List.of()))));
  }

  @Override
  public Object payload(Document state) {
    Integer capacity = state.getInteger("capacity");
    int taken = state.getInteger("taken");
    boolean queueOpen = state.getBoolean("queueOpen", false);
    Integer free = capacity == null ? null : queueOpen ? 0 : Math.max(0, capacity - taken);
    long waiting = state.get("waiting", Number.class).longValue();
    return new AvailabilityData(
        state.getString("_id"), capacity, taken, free, waiting, clock.instant());
  }

  record AvailabilityData(
      String editionId,
      @Nullable Integer capacity,
      int taken,
      @Nullable Integer freeSeats,
      long waiting,
      Instant at) {}
}
