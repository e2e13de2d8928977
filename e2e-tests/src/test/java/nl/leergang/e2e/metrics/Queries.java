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

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern LABELS =
      Pattern.compile("\\b(by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");
  private static final Pattern SELECTOR =
      Pattern.compile("(" + WORD.pattern() + ")(?:\\{([^}]*)})?");
  private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

  private Queries() {}

  /**
   * Labels that are listed in an expression.
   *
   * @param from where what they apply to begins
   * @param to where it ends
   */
  private record Labels(List<String> names, int from, int to) {}

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
      List<Labels> lists = lists(bare);
      // What is listed is no metric; blanks keep everything else where it is.
      String rest = LABELS.matcher(bare).replaceAll(list -> " ".repeat(list.group().length()));
      Matcher selector = SELECTOR.matcher(rest);
      while (selector.find()) {
        int at = selector.start();
        if (!KEYWORDS.contains(selector.group(1))) {
          Set<String> labels = metrics.computeIfAbsent(selector.group(1), n -> new TreeSet<>());
          labels.addAll(words(selector.group(2) == null ? "" : selector.group(2)));
          lists.stream()
              .filter(list -> list.from() <= at && at < list.to())
              .forEach(list -> labels.addAll(list.names()));
        }
      }
    }
    return metrics;
  }

  private static List<Labels> lists(String expression) {
    List<Labels> lists = new ArrayList<>();
    Matcher list = LABELS.matcher(expression);
    while (list.find()) {
      // By and without have their operand behind them; on and ignoring have one on each side.
      boolean aggregates = list.group(1).equals("by") || list.group(1).equals("without");
      lists.add(
          new Labels(
              words(list.group(2)),
              aggregates ? list.end() : 0,
              aggregates ? closing(expression, list.end()) : expression.length()));
    }
    return lists;
  }

  /** Where the parenthesis that opens next is closed. */
  private static int closing(String expression, int from) {
    int depth = 0;
    for (int at = from; at < expression.length(); at++) {
      if (expression.charAt(at) == '(') {
        depth++;
      } else if (expression.charAt(at) == ')' && --depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("no operand after a list of labels: " + expression);
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(result -> result.group()).toList();
  }
}
