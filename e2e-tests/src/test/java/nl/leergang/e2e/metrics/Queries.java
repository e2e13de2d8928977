package nl.leergang.e2e.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.Repository;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metric names and labels that the dashboard and the alert rules ask for. */
final class Queries {

  private static final Set<String> LABEL_LISTS = Set.of("by", "without", "on", "ignoring");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
  private static final Pattern LABELS =
      Pattern.compile("\\b(" + String.join("|", LABEL_LISTS) + ")\\s*\\(([^)]*)\\)");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
  private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

  private Queries() {}

  static List<String> ofDashboard() throws IOException {
    Path file = Repository.root().resolve("observability/grafana/dashboards/leergang.json");
    JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(file));
    List<String> expressions = new ArrayList<>();
    dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asString()));
    return expressions;
  }

  @SuppressWarnings("unchecked")
  static List<String> ofRules() throws IOException {
    Path file = Repository.root().resolve("observability/prometheus/leergang.rules.yml");
    Map<String, List<Map<String, List<Map<String, Object>>>>> rules =
        new Yaml().load(Files.readString(file));
    return rules.get("groups").stream()
        .flatMap(group -> group.get("rules").stream())
        .map(rule -> String.valueOf(rule.get("expr")))
        .toList();
  }

  /** Each metric with the labels that some expression selects or groups it by. */
  static Map<String, Set<String>> metrics(List<String> expressions) {
    Map<String, Set<String>> metrics = new TreeMap<>();
    for (String expression : expressions) {
      String bare = RANGE.matcher(STRING.matcher(expression).replaceAll("\"\"")).replaceAll("");
      Set<String> labels = new TreeSet<>();
      Matcher matchers = MATCHERS.matcher(bare);
      while (matchers.find()) {
        words(matchers.group(1)).forEach(labels::add);
      }
      Matcher lists = LABELS.matcher(bare);
      while (lists.find()) {
        words(lists.group(2)).forEach(labels::add);
      }
      String rest = LABELS.matcher(MATCHERS.matcher(bare).replaceAll("")).replaceAll("");
      words(rest)
          .filter(word -> !KEYWORDS.contains(word))
          .forEach(name -> metrics.computeIfAbsent(name, n -> new TreeSet<>()).addAll(labels));
    }
    return metrics;
  }

  private static java.util.stream.Stream<String> words(String text) {
    return WORD.matcher(text).results().map(result -> result.group());
  }
}
