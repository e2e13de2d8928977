package nl.leergang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rig itself, for moments: what it writes is there and adds up. It says nothing about speed.
 */
class BenchIT {

  private static final int CONNECTIONS = 8;

  @TempDir Path folder;

  @Test
  void measuresTheProductBesideItsControl() throws Exception {
    Path report = measure("spread", "--rounds", "1", "--seconds", "2", "--editions", "20");

    JsonNode runs = JsonMapper.shared().readTree(Files.readString(report)).path("runs");
    assertThat(runs.valueStream().map(run -> run.path("side").asString()))
        .containsExactly("control", "product");
    for (JsonNode run : runs) {
      JsonNode load = run.path("load");
      long requests = load.path("requests").asLong();
      assertThat(load.path("errors").asLong() + load.path("refused").asLong()).isZero();
      assertThat(requests).isPositive();
      // What was under way when the generator stopped is stored, and was not counted by it.
      assertThat(run.path("figures").path("stored").asLong())
          .isBetween(requests, requests + CONNECTIONS);
      assertThat(load.path("p50Millis").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(load.path("p99Millis").asDouble());
      assertThat(load.path("p99Millis").asDouble())
          .isLessThanOrEqualTo(load.path("maxMillis").asDouble());
      assertThat(run.path("cost").path("cpuSeconds").path("mongodb").asDouble()).isPositive();
      assertThat(run.path("cost").path("peakMegabytes").asDouble()).isPositive();
    }
    assertThat(Path.of(report.toString().replace(".json", ".md")))
        .content()
        .contains("product : control");
  }

  @Test
  void letsPeopleArriveAtTheRateAndTimesTheirMails() throws Exception {
    Path report =
        measure("rate", "--rounds", "1", "--seconds", "3", "--editions", "5", "--rate", "20");

    for (JsonNode run : JsonMapper.shared().readTree(Files.readString(report)).path("runs")) {
      JsonNode load = run.path("load");
      assertThat(load.path("errors").asLong()).isZero();
      assertThat(load.path("requests").asLong()).isBetween(50L, 70L);
      JsonNode figures = run.path("figures");
      if (run.path("side").asString().equals("product")) {
        // A mail to each participant and one to the office, and only those who were counted.
        assertThat(figures.path("mails").asLong()).isBetween(100L, 180L);
        assertThat(figures.path("postToMailP50Millis").asDouble())
            .isPositive()
            .isLessThanOrEqualTo(figures.path("postToMailMaxMillis").asDouble());
      } else {
        assertThat(figures.has("mails")).isFalse();
      }
    }
  }

  private Path measure(String scenario, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--warmup", "1",
            "--connections", Integer.toString(CONNECTIONS),
            "--out", folder.resolve("out").toString(),
            "--data", folder.resolve("data").toString()));
    Options options = Options.of(arguments, folder);
    Bench bench = new Bench(Path.of("..").toAbsolutePath().normalize(), options, System.out);
    try {
      return bench.measure(Bench.scenario(scenario));
    } finally {
      bench.delete();
    }
  }
}
