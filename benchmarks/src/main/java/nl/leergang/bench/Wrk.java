package nl.leergang.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs wrk: as many connections as asked for, each with its next request as soon as it can. */
final class Wrk {

  private static final String RESULT = "RESULT ";

  private final Path folder;

  /**
   * @param folder for its scripts and what they read
   */
  Wrk(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    for (String script : List.of("register.lua", "visit.lua")) {
      Files.writeString(folder.resolve(script), resource(script) + resource("result.lua"));
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Wrk.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Posts registrations.
   *
   * @param format json or form
   * @param run a name that no other run on the same data has
   */
  Load register(
      URI address, String format, String run, List<String> editions, int connections, int seconds)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("editions"), editions);
    return run(
        address.resolve("/v1/registrations"),
        connections,
        seconds,
        List.of("register.lua", format, run, file.toString()));
  }

  Load visit(URI site, List<String> paths, int connections, int seconds)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("paths"), paths);
    return run(site, connections, seconds, List.of("visit.lua", file.toString()));
  }

  private Load run(URI address, int connections, int seconds, List<String> script)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--timeout",
                "20s",
                "--script",
                folder.resolve(script.getFirst()).toString(),
                address.toString(),
                "--"));
    command.addAll(script.subList(1, script.size()));
    Generator.Ended wrk = start(command).ended();
    return wrk.output()
        .lines()
        .filter(line -> line.startsWith(RESULT))
        .findFirst()
        .map(line -> load(line.substring(RESULT.length())))
        .orElseThrow(() ->
            new IOException(
                "wrk ended with status " + wrk.status() + " and said:\n" + wrk.output()));
  }

  private static Generator start(List<String> command) throws MissingGeneratorException {
    try {
      return Generator.start(command);
    } catch (IOException e) {
      throw new MissingGeneratorException();
    }
  }

  private static Load load(String json) {
    JsonNode result = JsonMapper.shared().readTree(json);
    return new Load(
        result.path("requests").asLong(),
        result.path("micros").asLong() / 1e6,
        result.path("p50").asLong() / 1e3,
        result.path("p99").asLong() / 1e3,
        result.path("max").asLong() / 1e3,
        result.path("refused").asLong(),
        result.path("broken").asLong());
  }
}
