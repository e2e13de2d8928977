package nl.leergang.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueriesTest {

  @Test
  void findsTheMetricsAndTheirLabelsAndNothingElse() {
    assertThat(
            Queries.metrics(
                List.of(
                    "histogram_quantile(0.99, sum by (le, topic) (rate(a_seconds_bucket[5m])))",
                    "sum(increase(b_total{result=~\"failed|unknown\"}[24h])) or vector(0)",
                    "max(c) > 60 and up{job=\"x\"} == 0")))
        .isEqualTo(
            Map.of(
                "a_seconds_bucket", Set.of("le", "topic"),
                "b_total", Set.of("result"),
                "c", Set.of("job"),
                "up", Set.of("job")));
  }

  @Test
  void showsEverythingThatMustBeSeen() throws Exception {
    assertThat(Queries.metrics(Queries.ofDashboard()).keySet())
        .contains(
            "leergang_registrations_total",
            "leergang_outbox_depth",
            "leergang_outbox_oldest_age_seconds",
            "leergang_parked_events",
            "leergang_consumer_lag",
            "leergang_mails_total",
            "leergang_mail_post_to_sent_seconds_bucket",
            "leergang_seats_violations");
  }
}
