package nl.leergang.registration.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.leergang.registration.registration.application.SubmissionResult;
import org.springframework.stereotype.Component;

/** Counts registrations by what came of them. */
@Component
class SubmissionMetrics {

  private final Map<String, Counter> counters = new HashMap<>();

  SubmissionMetrics(MeterRegistry meters) {
    // All of them from the start, so that a rate over the first one is right.
    List.of("held", "confirmed", "waitlisted", "replayed", "rejected", "unavailable")
        .forEach(outcome ->
            counters.put(outcome, meters.counter("leergang.registrations", "outcome", outcome)));
  }

  void count(SubmissionResult result) {
    String outcome =
        switch (result) {
          case SubmissionResult.Accepted accepted ->
              accepted.receipt().outcome().name().toLowerCase(Locale.ROOT);
          case SubmissionResult.Replayed _ -> "replayed";
          case SubmissionResult.KeyReused _ -> "rejected";
          case SubmissionResult.EditionUnknown _ -> "rejected";
          case SubmissionResult.NotOpen _ -> "rejected";
          case SubmissionResult.Unavailable _ -> "unavailable";
        };
    Counter counter = counters.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }
}
