package nl.leergang.messaging.inbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.messaging.CloudEvents;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.ParkingLot.Arrival;
import nl.leergang.messaging.inbox.ParkingLot.Parked;
import nl.leergang.messaging.inbox.ParkingLot.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the events of one projection. Whatever happens here may happen again: an exception leaves
 * the offset where it is, and all of it is idempotent.
 */
final class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  // Another writer wins now and then while partitions move; not this often.
  private static final int ATTEMPTS = 50;

  private record Received(ConsumerRecord<byte[], byte[]> message, InboundEvent event) {}

  private final Projection projection;
  private final ProjectionStore store;
  private final ParkingLot parking;
  private final MeterRegistry meters;

  Inbox(Projection projection, MongoDatabase database, ParkingLot parking, MeterRegistry meters) {
    this.projection = projection;
    this.store = new ProjectionStore(database, projection);
    this.parking = parking;
    this.meters = meters;
  }

  Projection projection() {
    return projection;
  }

  /** When this returns, each event is applied, known to be a duplicate, or parked. */
  void receive(Collection<ConsumerRecord<byte[], byte[]>> messages) {
    Map<String, List<Received>> byKey = new LinkedHashMap<>();
    List<Arrival> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      try {
        InboundEvent event = CloudEvents.read(message);
        byKey
            .computeIfAbsent(event.subject(), key -> new ArrayList<>())
            .add(new Received(message, event));
      } catch (MalformedEventException e) {
        unreadable.add(poison(message, e));
      }
    }
    parking.park(projection, unreadable);
    Set<String> changed = apply(byKey);
    // Also where nothing new was applied: a crash may have come before the last draining. And after
    // the parking: the missing one may just have come to another instance.
    if (!byKey.isEmpty()) {
      parking
          .waiting(projection, byKey.keySet())
          .forEach(key -> {
            if (drain(key, null)) {
              changed.add(key);
            }
          });
    }
    tell(changed);
  }

  private Set<String> apply(Map<String, List<Received>> byKey) {
    Set<String> changed = new HashSet<>();
    Map<String, List<Received>> open = new LinkedHashMap<>(byKey);
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      if (attempt > ATTEMPTS) {
        throw new IllegalStateException(
            "lost " + ATTEMPTS + " races for " + projection.collection());
      }
      Map<String, Document> states = store.load(open.keySet());
      Map<String, KeyFold> folds = new LinkedHashMap<>();
      open.forEach((key, events) -> folds.put(key, fold(key, states.get(key), events)));
      Set<String> lost = store.write(folds.values().stream().map(KeyFold::fold).toList());
      List<KeyFold> done =
          folds.values().stream().filter(fold -> !lost.contains(fold.fold().key())).toList();
      park(done);
      for (KeyFold each : done) {
        count("applied", each.applied());
        count("duplicate", each.duplicates());
        if (each.fold().moved()) {
          changed.add(each.fold().key());
        }
      }
      open.keySet().retainAll(lost);
    }
    return changed;
  }

  private record KeyFold(Fold fold, int applied, int duplicates, List<Arrival> leftOver) {}

  private KeyFold fold(String key, @Nullable Document state, List<Received> events) {
    Fold fold = new Fold(projection, key, state);
    int applied = 0;
    int duplicates = 0;
    boolean poisoned = false;
    List<Arrival> leftOver = new ArrayList<>();
    // Within a batch the numbers say the order, wherever two senders have mixed theirs.
    List<Received> inOrder =
        events.stream().sorted(Comparator.comparingLong(r -> r.event().sequence())).toList();
    for (Received received : inOrder) {
      try {
        switch (fold.accept(received.event())) {
          case APPLIED -> applied++;
          case DUPLICATE -> duplicates++;
          case GAP ->
              leftOver.add(
                  new Arrival(
                      received.message(), poisoned ? Reason.BEHIND_POISON : Reason.GAP, null));
        }
      } catch (MalformedEventException e) {
        poisoned = true;
        leftOver.add(poison(received.message(), e));
      }
    }
    return new KeyFold(fold, applied, duplicates, leftOver);
  }

  private void park(List<KeyFold> folds) {
    List<Arrival> arrivals = folds.stream().flatMap(fold -> fold.leftOver().stream()).toList();
    if (arrivals.isEmpty()) {
      return;
    }
    Set<String> keys = new HashSet<>();
    folds.stream()
        .filter(fold -> !fold.leftOver().isEmpty())
        .forEach(fold -> keys.add(fold.fold().key()));
    Set<String> poisoned = parking.poisoned(projection, keys);
    parking.park(
        projection, arrivals.stream().map(arrival -> behindPoison(arrival, poisoned)).toList());
    count("parked", arrivals.stream().filter(a -> a.reason() != Reason.POISON).count());
  }

  private static Arrival behindPoison(Arrival arrival, Set<String> poisoned) {
    return arrival.reason() == Reason.GAP && poisoned.contains(CloudEvents.keyOf(arrival.message()))
        ? new Arrival(arrival.message(), Reason.BEHIND_POISON, null)
        : arrival;
  }

  /** Applies what stands behind the fence as far as the numbers go; true when anything moved. */
  boolean drainAndTell(String key, @Nullable String forcedId) {
    boolean moved = drain(key, forcedId);
    if (moved) {
      tell(Set.of(key));
    }
    return moved;
  }

  /**
   * @param forcedId poison that is to be tried once more
   */
  private boolean drain(String key, @Nullable String forcedId) {
    boolean moved = false;
    for (int attempt = 1; attempt <= ATTEMPTS; ) {
      Document state = store.load(Set.of(key)).get(key);
      Fold fold = new Fold(projection, key, state);
      foldParked(fold, forcedId);
      if (!fold.moved()) {
        parking.removeUpTo(projection, key, fold.last());
        return moved;
      }
      if (store.write(List.of(fold)).isEmpty()) {
        moved = true;
        attempt = 1;
        parking.removeUpTo(projection, key, fold.last());
      } else {
        attempt++;
      }
    }
    throw new IllegalStateException("lost " + ATTEMPTS + " races for " + projection.collection());
  }

  private void foldParked(Fold fold, @Nullable String forcedId) {
    for (Parked parked : parking.after(projection, fold.key(), fold.last())) {
      boolean discarded = parked.reason() == Reason.DISCARDED;
      Long sequence = CloudEvents.sequenceOf(parked.message());
      if (sequence == null || (parked.reason() == Reason.POISON && !parked.id().equals(forcedId))) {
        continue;
      }
      if (discarded) {
        if (sequence == fold.last() + 1) {
          fold.skipTo(sequence);
        }
        continue;
      }
      try {
        if (fold.accept(CloudEvents.read(parked.message())) == Fold.Step.GAP) {
          return;
        }
      } catch (MalformedEventException e) {
        parking.markPoison(parked.id(), poison(parked.message(), e).detail());
      }
    }
  }

  /** Moves the fence to just before the number, if it still is where it was read. */
  boolean closeGap(String key, long sequence) {
    Fold fold = new Fold(projection, key, store.load(Set.of(key)).get(key));
    if (fold.last() >= sequence || parking.standsBefore(projection, key, sequence, fold.last())) {
      return false;
    }
    if (fold.last() + 1 < sequence) {
      fold.skipTo(sequence - 1);
      if (!store.write(List.of(fold)).isEmpty()) {
        return false;
      }
    }
    drainAndTell(key, null);
    return true;
  }

  long fence(String key) {
    return Fold.lastSeq(store.load(Set.of(key)).get(key));
  }

  private Arrival poison(ConsumerRecord<byte[], byte[]> message, MalformedEventException reason) {
    log.error(
        "poison on {}-{} at {}, key {}, type {}, parked for staff: {}",
        message.topic(),
        message.partition(),
        message.offset(),
        CloudEvents.keyOf(message),
        CloudEvents.typeOf(message),
        reason.getMessage());
    log.debug("cause", reason);
    count("poison", 1);
    return new Arrival(message, Reason.POISON, reason.getMessage());
  }

  private void tell(Set<String> changed) {
    if (changed.isEmpty()) {
      return;
    }
    try {
      projection.changed(changed);
    } catch (RuntimeException e) {
      // A hint: whoever waits for it also looks by itself.
      log.warn("{} did not take a hint", projection.collection(), e);
    }
  }

  private void count(String result, long events) {
    if (events > 0) {
      meters
          .counter("leergang.consumed.events", "topic", projection.topic(), "result", result)
          .increment(events);
    }
  }
}
