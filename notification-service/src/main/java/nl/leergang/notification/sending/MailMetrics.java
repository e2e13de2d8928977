package nl.leergang.notification.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nl.leergang.notification.ledger.Status;
import nl.leergang.notification.ledger.Template;
import org.springframework.stereotype.Component;

/** What the ledger did, for dashboards and alerts. */
@Component
class MailMetrics {

  /** Results of an attempt. */
  enum Result {
    SENT,
    RETRIED,
    FAILED,
    UNKNOWN,
    SUPERSEDED
  }

  private final MeterRegistry registry;
  private final Timer postToSent;
  private final Counter leasesLost;
  private final Map<Status, AtomicLong> underWay = new EnumMap<>(Status.class);

  MailMetrics(MeterRegistry registry, QueueGate gate) {
    this.registry = registry;
    this.postToSent =
        Timer.builder("leergang.mail.post.to.sent")
            .description("From a registration's arrival to its mail at the mail server")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(10))
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(registry);
    for (Status status :
        new Status[] {
          Status.WAITING, Status.PENDING, Status.SENDING, Status.RETRY, Status.UNKNOWN
        }) {
      AtomicLong count = new AtomicLong();
      underWay.put(status, count);
      registry.gauge(
          "leergang.mails.waiting",
          List.of(Tag.of("status", status.name().toLowerCase(Locale.ROOT))),
          count);
    }
    for (Template template : Template.values()) {
      for (Result result : Result.values()) {
        counter(template, result);
      }
    }
    leasesLost = registry.counter("leergang.mail.leases.lost");
    registry.gauge("leergang.mail.held.back", gate, g -> g.heldBack() ? 1 : 0);
  }

  void count(Template template, Result result) {
    counter(template, result).increment();
  }

  private Counter counter(Template template, Result result) {
    return registry.counter(
        "leergang.mails",
        "template",
        template.wireName(),
        "result",
        result.name().toLowerCase(Locale.ROOT));
  }

  void leaseLost() {
    leasesLost.increment();
  }

  void postToSent(Instant submittedAt, Instant sentAt) {
    Duration taken = Duration.between(submittedAt, sentAt);
    // Two services' clocks: the one may be a little ahead of the other.
    postToSent.record(taken.isNegative() ? Duration.ZERO : taken);
  }

  void underWay(Map<Status, Long> counts) {
    underWay.forEach((status, gauge) -> gauge.set(counts.getOrDefault(status, 0L)));
  }
}
