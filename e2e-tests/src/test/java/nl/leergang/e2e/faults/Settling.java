package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.NoAnswerException;

/**
 * Waits until the product itself says, by its public metrics, that nothing is under way any more:
 * no unsent event, no event that somebody has still to take, no mail that is due.
 */
final class Settling {

  private static final List<String> MUST_BE_NOTHING =
      List.of(
          "leergang_outbox_depth",
          "leergang_consumer_lag",
          "leergang_mails_waiting",
          "leergang_seats_violations");
  private static final Pattern SAMPLE =
      Pattern.compile("^(\\w+)(?:\\{[^}]*})? ([-+0-9.eE]+)$", Pattern.MULTILINE);

  // The gauges are looked up every ten seconds; only what they say for longer is news.
  private static final Duration STILL = Duration.ofSeconds(13);
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private final Supplier<List<Api>> services;

  /**
   * @param services where every service's instance reports its metrics
   */
  Settling(Supplier<List<Api>> services) {
    this.services = services;
  }

  /** What was still under way when patience ended; empty when all is done. */
  Map<String, Double> await() throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    long stillSince = System.nanoTime();
    Map<String, Double> open = underWay();
    while (System.nanoTime() < giveUp) {
      if (!open.isEmpty()) {
        stillSince = System.nanoTime();
      } else if (System.nanoTime() - stillSince > STILL.toNanos()) {
        return Map.of();
      }
      Thread.sleep(1_000);
      open = underWay();
    }
    return open.isEmpty() ? Map.of("still for a moment only", 1.0) : open;
  }

  private Map<String, Double> underWay() {
    Map<String, Double> open = new TreeMap<>();
    for (Api service : services.get()) {
      try {
        Answer metrics = service.get("/actuator/prometheus");
        if (metrics.status() != 200) {
          open.put("no metrics from " + service.origin(), 1.0);
        }
        Matcher sample = SAMPLE.matcher(metrics.text());
        while (sample.find()) {
          double value = Double.parseDouble(sample.group(2));
          if (MUST_BE_NOTHING.contains(sample.group(1)) && value != 0) {
            open.merge(sample.group(1), value, Double::sum);
          }
        }
      } catch (NoAnswerException e) {
        open.put("no metrics from " + service.origin(), 1.0);
      }
    }
    return open;
  }
}
