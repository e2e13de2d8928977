package nl.leergang.messaging.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.leergang.messaging.BackgroundWork;
import nl.leergang.messaging.inbox.ParkingLot.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes round the parking lot: lets go on what can, counts, and raises the alarm for the rest. */
final class ParkingWatch extends BackgroundWork {

  private static final Logger log = LoggerFactory.getLogger(ParkingWatch.class);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration TOO_LONG = Duration.ofSeconds(30);
  private static final Duration BETWEEN_ALARMS = Duration.ofMinutes(1);

  private final ParkingLot parking;
  private final List<Inbox> inboxes;
  private volatile Map<Reason, Long> counts = Map.of();
  private volatile int overdue;
  private Instant nextAlarm = Instant.MIN;

  ParkingWatch(ParkingLot parking, Collection<Inbox> inboxes, MeterRegistry meters) {
    super("parking-watch");
    this.parking = parking;
    this.inboxes = List.copyOf(inboxes);
    for (Reason reason : List.of(Reason.POISON, Reason.GAP, Reason.BEHIND_POISON)) {
      Gauge.builder("leergang.parked.events", () -> counts.getOrDefault(reason, 0L))
          .description("events that could not be applied")
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    Gauge.builder("leergang.parked.overdue", () -> overdue)
        .description("events parked for more than 30 seconds, counted up to 20")
        .register(meters);
  }

  @Override
  protected Duration step() {
    for (Inbox inbox : inboxes) {
      parking.waiting(inbox.projection()).forEach(key -> inbox.drainAndTell(key, null));
    }
    counts = parking.countByReason();
    List<String> standing = parking.standingLongerThan(TOO_LONG);
    overdue = standing.size();
    if (!standing.isEmpty() && Instant.now().isAfter(nextAlarm)) {
      nextAlarm = Instant.now().plus(BETWEEN_ALARMS);
      log.error("events stand parked for more than {}: {}", TOO_LONG, standing);
    }
    return ROUND;
  }
}
