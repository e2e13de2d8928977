package nl.leergang.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to measure.
 *
 * @param scenarios names, in order
 * @param rounds how often each side is measured
 * @param seconds how long each run lasts
 * @param warmup how long each side is driven before the first run, in seconds
 * @param connections that the generator keeps busy
 * @param rate registrations a second in the scenario with a fixed one
 * @param editions over which registrations are spread
 * @param registrations that are there already in the scenario of size
 * @param sessions that are there already in the scenario of size
 * @param out folder for the reports
 * @param data folder for what is started; deleted afterwards
 */
record Options(
    List<String> scenarios,
    int rounds,
    int seconds,
    int warmup,
    int connections,
    int rate,
    int editions,
    int registrations,
    int sessions,
    Path out,
    Path data) {

  static final String USAGE =
      """
      Usage: ./leergang bench [SCENARIO...] [OPTION...]

      %s

        --rounds N         how often each side is measured (3)
        --seconds N        length of a run (10; 120 for rate)
        --warmup N         seconds for which each side is driven beforehand (15)
        --connections N    connections that the generator keeps busy (64; 100 for catalogue)
        --rate N           registrations a second in rate (500)
        --editions N       over which registrations are spread (1000)
        --registrations N  that are there beforehand in size (1000000)
        --sessions N       that are there beforehand in size (500000)
        --out FOLDER       for the reports (benchmarks/target/reports)
        --data FOLDER      for what is started; deleted afterwards (benchmarks/target/data)
      """;

  static Options of(List<String> arguments, Path checkout) {
    List<String> scenarios = new ArrayList<>();
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        scenarios.add(argument);
      } else if (i + 1 < arguments.size()) {
        given.put(argument.substring(2), arguments.get(++i));
      } else {
        throw new IllegalArgumentException(argument + " needs a value");
      }
    }
    Path target = checkout.resolve("benchmarks").resolve("target");
    Options options =
        new Options(
            List.copyOf(scenarios),
            number(given, "rounds", 3),
            number(given, "seconds", 0),
            number(given, "warmup", 15),
            number(given, "connections", 0),
            number(given, "rate", 500),
            number(given, "editions", 1_000),
            number(given, "registrations", 1_000_000),
            number(given, "sessions", 500_000),
            path(given, "out", target.resolve("reports")),
            path(given, "data", target.resolve("data")));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("unknown option --" + given.keySet().iterator().next());
    }
    return options;
  }

  int seconds(int normally) {
    return seconds > 0 ? seconds : normally;
  }

  int connections(int normally) {
    return connections > 0 ? connections : normally;
  }

  private static int number(Map<String, String> given, String name, int normally) {
    String text = given.remove(name);
    try {
      return text == null ? normally : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " needs a number, not " + text, e);
    }
  }

  private static Path path(Map<String, String> given, String name, Path normally) {
    String text = given.remove(name);
    return (text == null ? normally : Path.of(text)).toAbsolutePath().normalize();
  }
}
