package nl.leergang.e2e.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import nl.leergang.e2e.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool on its configuration and on the alert rules' unit tests. */
class AlertRulesTest {

  private static final Path FOLDER = Repository.root().resolve("observability/prometheus");

  @BeforeEach
  void needsPromtool() {
    boolean installed = Command.installed("promtool");
    if (!installed) {
      System.out.println("promtool is not installed: the alert rules were not run");
    }
    assumeTrue(installed, "promtool is not installed (apt-get install prometheus)");
  }

  @Test
  void acceptsTheConfiguration() throws Exception {
    Command check = Command.run(FOLDER, "promtool", "check", "config", "prometheus.yml");
    assertThat(check.status()).as(check.output()).isZero();
  }

  @Test
  void callsSomeoneWhenItShouldAndOnlyThen() throws Exception {
    Command test = Command.run(FOLDER, "promtool", "test", "rules", "leergang.rules.test.yml");
    assertThat(test.status()).as(test.output()).isZero();
  }
}
