package nl.leergang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    Path report = measure(new Both(), "--rounds", "1", "--seconds", "3", "--rate", "20");

    JsonNode runs = JsonMapper.shared().readTree(Files.readString(report)).path("runs");
    assertThat(runs.valueStream().map(run -> run.path("side").asString()))
        .containsExactly("rate control", "rate product", "spread control", "spread product");
    addsUp(runs.path(0));
    addsUp(runs.path(1));
    lastsUntilTheMails(runs.path(0), runs.path(1));
    addsUp(runs.path(2));
    addsUp(runs.path(3));
    storesWhatWasAnswered(runs.path(2));
    storesWhatWasAnswered(runs.path(3));
    assertThat(Path.of(report.toString().replace(".json", ".md")))
        .content()
        .contains("spread product");
  }

  private static void addsUp(JsonNode run) {
    JsonNode load = run.path("load");
    assertThat(load.path("errors").asLong() + load.path("refused").asLong()).isZero();
    assertThat(load.path("requests").asLong()).isPositive();
    assertThat(load.path("p50Millis").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(load.path("p99Millis").asDouble());
    assertThat(load.path("p99Millis").asDouble())
        .isLessThanOrEqualTo(load.path("maxMillis").asDouble());
    assertThat(run.path("cost").path("cpuSeconds").path("mongodb").asDouble()).isPositive();
    assertThat(run.path("cost").path("peakMegabytes").asDouble()).isPositive();
  }

  private static void storesWhatWasAnswered(JsonNode run) {
    long requests = run.path("load").path("requests").asLong();
    // What was under way when the generator stopped is stored, and was not counted by it.
    assertThat(run.path("figures").path("stored").asLong())
        .isBetween(requests, requests + CONNECTIONS);
  }

  private static void lastsUntilTheMails(JsonNode control, JsonNode product) {
    for (JsonNode run : List.of(control, product)) {
      assertThat(run.path("load").path("requests").asLong()).isBetween(50L, 70L);
    }
    JsonNode figures = product.path("figures");
    // A mail to each participant and one to the office, and only those who were counted.
    assertThat(figures.path("mails").asLong()).isBetween(100L, 180L);
    assertThat(figures.path("postToMailP50Millis").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(figures.path("postToMailMaxMillis").asDouble());
    assertThat(control.path("figures").has("mails")).isFalse();
  }

  /** A fixed rate with everything running, then as fast as taken with the accepting side alone. */
  private record Both(Registering rate, Registering spread) implements Scenario {

    Both() {
      this((Registering) Bench.scenario("rate"), (Registering) Bench.scenario("spread"));
    }

    @Override
    public String name() {
      return "both";
    }

    @Override
    public String what() {
      return "two scenarios on one product";
    }

    @Override
    public List<Run> run(Bench bench) throws IOException, InterruptedException {
      List<Catalogue> catalogues = spread.catalogues(bench.options());
      try (ProductSide product = bench.product(catalogues);
          Control control = bench.control()) {
        List<List<String>> editions = Registering.editions(product, catalogues);
        product.settle();
        List<Run> runs = new ArrayList<>(rate.rounds(bench, "rate ", product, control, editions));
        product.stopFollowers();
        runs.addAll(spread.rounds(bench, "spread ", product, control, editions));
        return runs;
      }
    }
  }

  private Path measure(Scenario scenario, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--warmup", "1",
            "--editions", "20",
            "--connections", Integer.toString(CONNECTIONS),
            "--out", folder.resolve("out").toString(),
            "--data", folder.resolve("data").toString()));
    Options options = Options.of(arguments, folder);
    Bench bench = new Bench(Path.of("..").toAbsolutePath().normalize(), options, System.out);
    try {
      return bench.measure(scenario);
    } finally {
      bench.delete();
    }
  }
}
