package nl.leergang.e2e.faults.hostile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.leergang.e2e.faults.hostile.Request.Expected;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.ServiceToken;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Schemathesis (MIT) makes of the product's own OpenAPI description, at the portal as nobody
 * and as staff, and at the services' own ports. It is installed below {@code target}, each package
 * by its hash; the answers are judged here, by the same check as all others.
 */
final class GeneratedRequests implements Attack {

  /** As many runs as there are doors, so each gets its share. */
  private static final List<String> DOORS =
      List.of("portal", "portal as staff", "registration", "schedule", "notification");

  private final int least;
  private final long seed;
  private final Path folder;

  /**
   * @param least how many requests it must have come to
   * @param folder for its reports
   */
  GeneratedRequests(int least, long seed, Path folder) {
    this.least = least;
    this.seed = seed;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "requests generated from the description";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) throws Exception {
    Path program = installed();
    Files.createDirectories(folder);
    Path description = folder.resolve("openapi.json");
    Answer openapi = target.api().get("/v1/openapi.json");
    Files.writeString(description, openapi.text());
    int operations = operations(openapi.json());
    Map<String, Object> report = new LinkedHashMap<>();
    int sent = 0;
    for (int round = 0; sent < least && round < 20; round++) {
      for (String door : DOORS) {
        int examples = Math.max(5, (least - sent) / Math.max(1, operations * DOORS.size()));
        Path har = folder.resolve("%s-%d.har".formatted(door.replace(' ', '-'), round));
        run(program, description, target, door, Math.min(examples, 60), seed + round, har);
        Map<String, Integer> statuses = judge(door, har, found);
        int here = statuses.values().stream().mapToInt(Integer::intValue).sum();
        sent += here;
        report.merge(door, statuses, (a, b) -> sum((Map<?, ?>) a, (Map<?, ?>) b));
      }
    }
    found.unless(
        sent >= least,
        Weakness.NO_ANSWER,
        "the attack itself is wrong: %d requests of %d".formatted(sent, least));
    report.put("requests", sent);
    return report;
  }

  private static Map<String, Integer> sum(Map<?, ?> one, Map<?, ?> other) {
    Map<String, Integer> all = new TreeMap<>();
    one.forEach((status, count) -> all.merge(status.toString(), (Integer) count, Integer::sum));
    other.forEach((status, count) -> all.merge(status.toString(), (Integer) count, Integer::sum));
    return all;
  }

  private static int operations(JsonNode description) {
    int count = 0;
    for (JsonNode path : description.path("paths")) {
      count += path.size();
    }
    return count;
  }

  private static Path installed() throws IOException, InterruptedException {
    Path home = Path.of("target", "schemathesis").toAbsolutePath();
    Path program = home.resolve("bin/st");
    Path marker = home.resolve("installed");
    Path requirements = home.resolveSibling("schemathesis-requirements.txt");
    byte[] wanted;
    try (InputStream in =
        GeneratedRequests.class.getResourceAsStream("schemathesis-requirements.txt")) {
      wanted = in.readAllBytes();
    }
    if (Files.exists(marker) && Arrays.equals(Files.readAllBytes(marker), wanted)) {
      return program;
    }
    Files.createDirectories(home.getParent());
    Files.write(requirements, wanted);
    execute(
        home.resolveSibling("schemathesis-install.log"),
        Map.of(),
        "python3",
        "-m",
        "venv",
        "--clear",
        home.toString());
    execute(
        home.resolveSibling("schemathesis-install.log"),
        Map.of(),
        home.resolve("bin/pip").toString(),
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        requirements.toString());
    Files.write(marker, wanted);
    return program;
  }

  private void run(
      Path program, Path description, Target target, String door, int examples, long seed, Path har)
      throws IOException, InterruptedException {
    String[] name = door.split(" ");
    URI origin = target.door(name[0]);
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "run",
                description.toString(),
                "--url",
                origin + "/v1",
                "--seed",
                "" + seed,
                "--max-examples",
                "" + examples,
                "--phases",
                "examples,coverage,fuzzing",
                "--checks",
                "not_a_server_error",
                "--continue-on-failure",
                "--no-shrink",
                "--no-color",
                "--generation-database",
                "none",
                "--suppress-health-check",
                "all",
                "--report",
                "har",
                "--report-har-path",
                har.toString(),
                "--report-preserve-bytes",
                "--workers",
                "2",
                "--warnings",
                "off"));
    if (name.length > 1) {
      command.addAll(List.of("--auth", "admin:" + target.adminPassword()));
    } else if (door.equals("schedule")) {
      // The others get no token: what is behind it is reached as staff at the portal.
      command.addAll(
          List.of(
              "--header",
              "Authorization: Bearer " + ServiceToken.of(target.tokenKey(), List.of("staff"), 55)));
    }
    Path log = har.resolveSibling(har.getFileName() + ".log");
    int status = execute(log, Map.of(), command.toArray(String[]::new));
    if (status > 1 || !Files.exists(har)) {
      throw new IllegalStateException("Schemathesis ended with %d; see %s".formatted(status, log));
    }
  }

  private static int execute(Path log, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.toAbsolutePath().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().putAll(variables);
    return builder.start().waitFor();
  }

  /** Entry by entry: the file is large. */
  static Map<String, Integer> judge(String door, Path har, Weaknesses found) {
    Map<String, Integer> statuses = new TreeMap<>();
    try (JsonParser parser = JsonMapper.shared().createParser(har.toFile())) {
      while (parser.nextToken() != null && !"entries".equals(parser.currentName())) {
        // On to the list.
      }
      while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          JsonNode entry = parser.readValueAsTree();
          int status = entry.path("response").path("status").asInt(0);
          statuses.merge(status == 0 ? "none" : "" + status, 1, Integer::sum);
          judge(door, entry, status, found);
        }
      }
    }
    return statuses;
  }

  private static void judge(String door, JsonNode entry, int status, Weaknesses found) {
    JsonNode request = entry.path("request");
    String shown =
        "%s %s %s %s"
            .formatted(
                door,
                request.path("method").asString(""),
                request.path("url").asString(""),
                request.path("postData"));
    String line = shown.length() > 400 ? shown.substring(0, 400) + "…" : shown;
    if (status == 0) {
      found.add(Weakness.NO_ANSWER, line);
      return;
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (JsonNode header : entry.path("response").path("headers")) {
      headers
          .computeIfAbsent(header.path("name").asString("").toLowerCase(), _ -> new ArrayList<>())
          .add(header.path("value").asString(""));
    }
    String body = entry.path("response").path("content").path("text").asString("");
    boolean described = !request.path("method").asString("").equals("HEAD");
    AnswerCheck.general(
        line, described, Expected.NO_FAILURE, new Reply(status, headers, body), found);
  }
}
