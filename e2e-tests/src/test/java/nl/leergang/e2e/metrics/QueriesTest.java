package nl.leergang.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
                    "max(c) > 60 and up{job=\"x\"} == 0",
                    "max by (reason) (d) > 0 and on (service) sum(max by (status) (e)) > 0")))
        .isEqualTo(
            Map.of(
                "a_seconds_bucket", Set.of("le", "topic"),
                "b_total", Set.of("result"),
                "c", Set.of(),
                "up", Set.of("job"),
                "d", Set.of("reason", "service"),
                "e", Set.of("status", "service")));
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
            "leergang_mails_waiting",
            "leergang_mail_held_back",
            "leergang_mail_leases_lost_total",
            "leergang_mail_post_to_sent_seconds_bucket",
            "leergang_seats_violations");
  }

  @Test
  void callsSomeoneForAllThatCannotWait() throws Exception {
    assertThat(Queries.metrics(Queries.ofRules()).keySet())
        .contains(
            "leergang_outbox_oldest_age_seconds",
            "leergang_parked_overdue",
            "leergang_mails_total",
            "leergang_mails_waiting",
            "leergang_mail_held_back",
            "leergang_seats_violations");
  }

  @Test
  void addsNothingUpThatEveryInstanceCountsForAll() throws Exception {
    List<String> expressions = new ArrayList<>(Queries.ofDashboard());
    expressions.addAll(Queries.ofRules());
    for (String expression : expressions) {
      String withoutMaxima =
          expression.replaceAll("max( by \\([^)]*\\) )?\\([a-z_]+(\\{[^}]*})?\\)", "");
      assertThat(withoutMaxima)
          .as(expression)
          .doesNotContain(
              "leergang_outbox_depth",
              "leergang_outbox_oldest_age",
              "leergang_parked_",
              "leergang_consumer_lag",
              "leergang_mails_waiting",
              "leergang_seats_violations");
    }
  }
}
