package nl.leergang.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.leergang.bench.Registering.Way;

/** Measures the product and its control from fresh data, and writes down what it saw. */
public final class Bench {

  private static final Registering SPREAD =
      new Registering(
          "spread",
          "registrations over many editions; events go to the broker, nobody follows them",
          Way.JSON,
          false,
          true);
  private static final Registering HOT =
      new Registering(
          "hot",
          "registrations on one edition of 10 seats; events go to the broker, nobody follows them",
          Way.JSON,
          true,
          true);
  private static final List<Scenario> SCENARIOS =
      List.of(
          SPREAD,
          HOT,
          new Registering(
              "form",
              "the form through the portal, everything running, until the last mail",
              Way.FORM,
              false,
              false),
          new Registering(
              "with-mail",
              "registrations over many editions, everything running, until the last mail",
              Way.JSON,
              false,
              false),
          new Registering(
              "rate",
              "registrations that arrive at a fixed rate, everything running, until the last mail",
              Way.RATE,
              false,
              false),
          new Visiting("catalogue", "100 visitors on pages and on the API"),
          new Size(
              "size",
              "spread and hot, empty and with many registrations and sessions",
              SPREAD,
              HOT),
          new Starting("start", "./leergang up from built jars, and its memory when idle"),
          new Moving("reschedule", "a session of 1,000 participants moves, until the last mail"));

  private final Path checkout;
  private final Options options;
  private final PrintStream out;
  private final Path folder;
  private final Wrk wrk;

  Bench(Path checkout, Options options, PrintStream out) throws IOException {
    this.checkout = checkout;
    this.options = options;
    this.out = out;
    this.folder = Files.createTempDirectory(Files.createDirectories(options.data()), "run-");
    this.wrk = new Wrk(folder.resolve("wrk"));
  }

  /** Exit status 0: measured; 1: did not work; 2: wrong use. */
  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path checkout = Path.of(System.getenv().getOrDefault("LEERGANG_HOME", "."));
    System.exit(run(Arrays.asList(args), checkout.toAbsolutePath().normalize(), out));
  }

  private static int run(List<String> arguments, Path checkout, PrintStream out) {
    try {
      Options options = Options.of(arguments, checkout);
      List<Scenario> chosen = chosen(options.scenarios());
      Bench bench = new Bench(checkout, options, out);
      try {
        for (Scenario scenario : chosen) {
          bench.measure(scenario);
        }
      } finally {
        bench.delete();
      }
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println();
      out.println(Options.USAGE.formatted(list()));
      return 2;
    } catch (IOException e) {
      out.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private static List<Scenario> chosen(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("Which scenario?");
    }
    return names.stream().map(Bench::scenario).toList();
  }

  static Scenario scenario(String name) {
    return SCENARIOS.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No scenario " + name));
  }

  private static String list() {
    return SCENARIOS.stream()
        .map(scenario -> "  %-12s %s".formatted(scenario.name(), scenario.what()))
        .collect(Collectors.joining("\n"));
  }

  /** Runs one scenario and writes its report. */
  Path measure(Scenario scenario) throws IOException, InterruptedException {
    say("%s: %s", scenario.name(), scenario.what());
    Instant startedAt = Instant.now();
    List<Run> runs = scenario.run(this);
    Report report = new Report(scenario, startedAt, options, runs);
    Files.createDirectories(options.out());
    String name =
        scenario.name()
            + "-"
            + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(startedAt);
    Path json = options.out().resolve(name + ".json");
    Files.writeString(json, report.json());
    Files.writeString(options.out().resolve(name + ".md"), report.table());
    out.println();
    out.println(report.table());
    say("written: %s", json);
    return json;
  }

  Options options() {
    return options;
  }

  Path checkout() {
    return checkout;
  }

  Wrk wrk() {
    return wrk;
  }

  void say(String what, Object... values) {
    out.println(what.formatted(values));
  }

  /** The product with these editions in its catalogue, on data of its own. */
  ProductSide product(List<Catalogue> catalogues) throws IOException, InterruptedException {
    say("the product starts");
    return ProductSide.start(fresh("product"), catalogues);
  }

  Control control() throws IOException, InterruptedException {
    say("the control starts");
    return Control.start(checkout, fresh("control"));
  }

  Path fresh(String name) throws IOException {
    return Files.createTempDirectory(folder, name + "-");
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.deleteIfExists(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
