package nl.leergang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** What a scenario measured, for machines and for people. */
final class Report {

  private static final String PRODUCT = "product";
  private static final String CONTROL = "control";

  private final Scenario scenario;
  private final Instant startedAt;
  private final Options options;
  private final List<Run> runs;

  Report(Scenario scenario, Instant startedAt, Options options, List<Run> runs) {
    this.scenario = scenario;
    this.startedAt = startedAt;
    this.options = options;
    this.runs = List.copyOf(runs);
  }

  String json() throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("scenario", scenario.name());
    report.put("what", scenario.what());
    report.put("startedAt", startedAt.toString());
    report.put("machine", machine());
    report.put("rounds", options.rounds());
    report.put("warmupSeconds", options.warmup());
    report.put("runs", runs);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }

  private static Map<String, Object> machine() throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    Path cpu = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpu)) {
      Files.readAllLines(cpu).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .ifPresent(line -> machine.put("model", line.substring(line.indexOf(':') + 1).strip()));
    }
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", Runtime.version().toString());
    return machine;
  }

  /** Medians over the rounds; the slowest answer of all; the sum of the errors. */
  String table() throws IOException {
    List<String> header = new ArrayList<>(List.of(""));
    List<List<String>> rows = new ArrayList<>();
    boolean loads = runs.stream().anyMatch(run -> run.load() != null);
    if (loads) {
      header.addAll(List.of("requests/s (least–most)", "p50 ms", "p99 ms", "max ms", "errors"));
    }
    header.addAll(List.of("CPU s", "peak MB"));
    Set<String> figures = new LinkedHashSet<>();
    runs.forEach(run -> figures.addAll(run.figures().keySet()));
    header.addAll(figures);
    for (String side : sides()) {
      List<Run> ofSide = runs.stream().filter(run -> run.side().equals(side)).toList();
      List<String> row = new ArrayList<>(List.of(side));
      if (loads) {
        row.addAll(loadColumns(ofSide));
      }
      row.add(number(median(ofSide, run -> cost(run).allCpuSeconds())));
      row.add(number(max(ofSide, run -> cost(run).peakMegabytes())));
      for (String figure : figures) {
        double[] values =
            ofSide.stream()
                .map(run -> run.figures().get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        row.add(values.length == 0 ? "" : number(median(values)));
      }
      rows.add(row);
    }
    StringBuilder table = new StringBuilder();
    table.append(
        "%s: %s%n%s, %s%n%n".formatted(scenario.name(), scenario.what(), startedAt, machine()));
    line(table, header);
    line(table, header.stream().map(column -> "---").toList());
    rows.forEach(row -> line(table, row));
    sides().stream()
        .filter(side -> side.endsWith(PRODUCT))
        .map(side -> side.substring(0, side.length() - PRODUCT.length()))
        .filter(prefix -> sides().contains(prefix + CONTROL))
        .forEach(prefix -> table.append(comparison(prefix)));
    table.append('\n').append(cpuByProcess());
    return table.toString();
  }

  private List<String> sides() {
    return runs.stream().map(Run::side).distinct().toList();
  }

  private static List<String> loadColumns(List<Run> runs) {
    if (runs.stream().anyMatch(run -> run.load() == null)) {
      return List.of("", "", "", "", "");
    }
    ToDoubleFunction<Run> rate = run -> load(run).perSecond();
    return List.of(
        "%s (%s–%s)"
            .formatted(
                number(median(runs, rate)),
                number(-max(runs, run -> -rate.applyAsDouble(run))),
                number(max(runs, rate))),
        number(median(runs, run -> load(run).p50Millis())),
        number(median(runs, run -> load(run).p99Millis())),
        number(max(runs, run -> load(run).maxMillis())),
        Long.toString(runs.stream().mapToLong(run -> load(run).errors()).sum()));
  }

  private String comparison(String prefix) {
    List<Run> products = of(prefix + PRODUCT);
    List<Run> controls = of(prefix + CONTROL);
    ToDoubleFunction<Run> rate = run -> load(run).perSecond();
    List<String> rounds = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      rounds.add(
          "%.2f"
              .formatted(
                  rate.applyAsDouble(products.get(i)) / rate.applyAsDouble(controls.get(i))));
    }
    return "%n%sproduct : control = %.2f (each round: %s)%n"
        .formatted(
            prefix, median(products, rate) / median(controls, rate), String.join(", ", rounds));
  }

  private List<Run> of(String side) {
    return runs.stream().filter(run -> run.side().equals(side)).toList();
  }

  private String cpuByProcess() {
    StringBuilder text = new StringBuilder();
    for (String side : sides()) {
      Map<String, Double> sum = new LinkedHashMap<>();
      for (Run run : of(side)) {
        cost(run).cpuSeconds().forEach((process, s) -> sum.merge(process, s, Double::sum));
      }
      text.append("CPU seconds of ").append(side).append(", all rounds:");
      sum.forEach((process, seconds) ->
          text.append(' ').append(process).append(' ').append(number(seconds)));
      text.append('\n');
    }
    return text.toString();
  }

  private static Load load(Run run) {
    return Objects.requireNonNull(run.load());
  }

  private static Cost cost(Run run) {
    Cost cost = run.cost();
    return cost == null ? new Cost(Map.of(), 0) : cost;
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
    return median(runs.stream().mapToDouble(value).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double max(List<Run> runs, ToDoubleFunction<Run> value) {
    return runs.stream().mapToDouble(value).max().orElse(0);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
  }

  private static void line(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
