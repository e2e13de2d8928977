package nl.leergang.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.leergang.messaging.BackgroundWork;
import nl.leergang.messaging.outbox.Backlog.Depth;

/** Looks every few seconds how much waits; a scrape never asks the database. */
final class OutboxMetrics extends BackgroundWork {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final List<Backlog> backlogs;
  private final Map<String, Depth> depths = new ConcurrentHashMap<>();

  OutboxMetrics(MeterRegistry meters, Collection<Backlog> backlogs) {
    super("outbox-metrics");
    this.backlogs = List.copyOf(backlogs);
    for (Backlog backlog : backlogs) {
      String name = backlog.name();
      Gauge.builder("leergang.outbox.depth", () -> depth(name).documents())
          .description("documents with unsent events, counted up to 100,000")
          .tag("collection", name)
          .register(meters);
      Gauge.builder("leergang.outbox.oldest.age", () -> depth(name).oldestSeconds())
          .description("age of the oldest unsent event")
          .baseUnit("seconds")
          .tag("collection", name)
          .register(meters);
    }
  }

  private Depth depth(String name) {
    return depths.getOrDefault(name, Depth.EMPTY);
  }

  @Override
  protected Duration step() {
    backlogs.forEach(backlog -> depths.put(backlog.name(), backlog.depth()));
    return EVERY;
  }
}
