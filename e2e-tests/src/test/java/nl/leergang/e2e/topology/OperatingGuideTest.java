package nl.leergang.e2e.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.leergang.e2e.Repository;
import org.junit.jupiter.api.Test;

/** {@code docs/operating.md} speaks of all that an operator can set and be called for. */
class OperatingGuideTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)[:}]");
  private static final Pattern READ_BY_LAUNCHER =
      Pattern.compile("\"((?:LEERGANG|SMTP|MONGODB|MONGOD|KAFKA|XDG)_[A-Z_]+)\"");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern VARIABLE = Pattern.compile("`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`");
  private static final Pattern ALERT_ROW = Pattern.compile("^\\| `([A-Z][a-z]\\w+)` \\|");

  private final Path root = Repository.root();
  private final List<String> rows = rows();

  @Test
  void listsEveryVariableThatIsReadAndNoOther() throws IOException {
    Set<String> read = new TreeSet<>(Set.of("JAVA_HOME")); // by ./leergang
    for (Path settings : settings()) {
      read.addAll(found(PLACEHOLDER, Files.readString(settings)));
    }
    for (Path defaults : files(root.resolve("messaging-support/src/main/java"), ".java")) {
      read.addAll(found(PLACEHOLDER, Files.readString(defaults)));
    }
    for (Path source : files(root.resolve("local-run/src/main/java"), ".java")) {
      read.addAll(found(READ_BY_LAUNCHER, Files.readString(source)));
    }
    assertThat(read).contains("LEERGANG_TOKEN_KEY", "MONGODB_KEY", "MONGOD_BINARY");

    Set<String> listed = new TreeSet<>();
    rows.forEach(row -> listed.addAll(found(VARIABLE, row.split("\\|")[1])));

    assertThat(listed).isEqualTo(read);
  }

  @Test
  void saysWhatToDoAtEachAlertAndAtNoOther() throws IOException {
    Path rules = root.resolve("observability/prometheus/leergang.rules.yml");

    Set<String> answered = new TreeSet<>();
    rows.forEach(row -> answered.addAll(found(ALERT_ROW, row)));

    assertThat(answered).isEqualTo(found(ALERT, Files.readString(rules))).isNotEmpty();
  }

  private List<Path> settings() throws IOException {
    List<Path> settings = new ArrayList<>(List.of(root.resolve("docker-compose.yml")));
    for (String service : Repository.SERVICES) {
      Path resources = root.resolve(service).resolve("src/main/resources");
      settings.addAll(files(resources, "application.yml"));
      settings.addAll(files(resources, "application.yaml"));
    }
    assertThat(settings).hasSize(1 + Repository.SERVICES.size());
    return settings;
  }

  private List<String> rows() {
    try (Stream<String> lines = Files.lines(root.resolve("docs/operating.md"))) {
      return lines.filter(line -> line.startsWith("| ")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(result -> found.add(result.group(1)));
    return found;
  }
}
