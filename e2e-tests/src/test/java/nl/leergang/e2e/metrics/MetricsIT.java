package nl.leergang.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.Repository;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import org.junit.jupiter.api.Test;

/** The dashboard and the alert rules ask for what the running services really say. */
class MetricsIT {

  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");

  /** Prometheus adds these itself when it scrapes. */
  private static final Set<String> ADDED_BY_PROMETHEUS = Set.of("job", "service", "instance");

  private final SharedProduct product = SharedProduct.running();

  @Test
  void exposesEveryMetricAndLabelThatTheDashboardAndTheRulesAskFor() throws Exception {
    String edition = product.editionsOf(TestCatalogue.METRICS).getFirst();
    List<Applicant> people = List.of(Applicant.named("Meta", "Meting"));
    assertThat(people.getFirst().registerUntilAnswered(product.portal(), edition).status())
        .isEqualTo(201);
    product.awaitMailsOf(people, TestCatalogue.METRICS, Duration.ofSeconds(30));
    Map<String, Set<String>> exposed = exposed();
    List<String> asked = new ArrayList<>(Queries.ofDashboard());
    asked.addAll(Queries.ofRules());

    Map<String, Set<String>> missing = new TreeMap<>();
    Queries.metrics(asked)
        .forEach((metric, labels) -> {
          Set<String> wanted = new HashSet<>(labels);
          wanted.removeAll(ADDED_BY_PROMETHEUS);
          if (metric.equals("up")) {
            return;
          }
          if (!exposed.containsKey(metric)) {
            missing.put(metric, wanted);
          } else if (!exposed.get(metric).containsAll(wanted)) {
            wanted.removeAll(exposed.get(metric));
            missing.put(metric, wanted);
          }
        });

    assertThat(missing).as("asked for and not exposed, with the labels").isEmpty();
  }

  @Test
  void findsNoContradictionAboutSeats() {
    Answer metrics = product.management("registration-service").get("/actuator/prometheus");
    assertThat(metrics.text().lines().filter(line -> line.startsWith("leergang_seats_violations")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" 0.0"));
  }

  @Test
  void keepsMetricsOffThePublicPort() {
    assertThat(product.portal().get("/actuator/prometheus").status()).isEqualTo(404);
    assertThat(product.registration().get("/actuator/prometheus").status()).isEqualTo(404);
  }

  private Map<String, Set<String>> exposed() {
    Map<String, Set<String>> exposed = new TreeMap<>();
    for (String service : Repository.SERVICES) {
      Answer metrics = product.management(service).get("/actuator/prometheus");
      assertThat(metrics.status()).as("metrics of %s: %s", service, metrics).isEqualTo(200);
      metrics
          .text()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.find()) {
              Set<String> labels =
                  exposed.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
              Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
              while (label.find()) {
                labels.add(label.group(1));
              }
            }
          });
    }
    return exposed;
  }
}
