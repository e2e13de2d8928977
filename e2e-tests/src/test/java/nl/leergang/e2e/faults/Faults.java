package nl.leergang.e2e.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The fault rig on the command line: {@code ./leergang faults}. */
public final class Faults {

  private static final String USAGE =
      """
      Usage: ./leergang faults SCENARIO|all [--rounds N] [--seed S] [--people N] [--rate N]
                               [--pace SECONDS] [--hold SECONDS] [--report FOLDER]

        --rounds   how often the fault is made
        --seed     of every choice: the same seed makes the same choices
        --people   who register at least, however soon the faults are over
        --rate     people who come in each second
        --pace     seconds between two faults, on average
        --hold     seconds that a fault lasts which is not over at once
        --report   folder for the JSON files and the processes' logs (target/faults)

      Exit status 0 when nothing was lost, 1 when something was, 2 for a wrong call.

      Scenarios:
      """;

  private Faults() {}

  /** Runs what is asked for and exits. */
  public static void main(String[] args) throws Exception {
    System.exit(run(new ArrayDeque<>(Arrays.asList(args))));
  }

  private static int run(Deque<String> args) throws Exception {
    if (args.isEmpty()) {
      return usage();
    }
    String name = args.pop();
    List<Scenario> scenarios =
        name.equals("all")
            ? List.of(Scenario.values())
            : Scenario.named(name).map(List::of).orElse(List.of());
    Plan plan = Plan.DEFAULT;
    Path reports = Path.of("target", "faults");
    while (args.size() > 1 && !scenarios.isEmpty()) {
      String option = args.pop();
      String value = args.pop();
      switch (option) {
        case "--rounds" -> plan = plan.withRounds(Integer.parseInt(value));
        case "--seed" -> plan = plan.withSeed(Long.parseLong(value));
        case "--people" -> plan = plan.withPeople(Integer.parseInt(value));
        case "--rate" -> plan = plan.withPerSecond(Double.parseDouble(value));
        case "--pace" ->
            plan = plan.withPace(Duration.ofMillis((long) (Double.parseDouble(value) * 1000)));
        case "--hold" ->
            plan = plan.withHold(Duration.ofMillis((long) (Double.parseDouble(value) * 1000)));
        case "--report" -> reports = Path.of(value);
        default -> scenarios = List.of();
      }
    }
    if (scenarios.isEmpty() || !args.isEmpty()) {
      return usage();
    }
    int lost = 0;
    for (Scenario scenario : scenarios) {
      lost += run(scenario, plan, reports) ? 0 : 1;
    }
    return lost == 0 ? 0 : 1;
  }

  private static int usage() {
    System.out.print(USAGE);
    for (Scenario scenario : Scenario.values()) {
      System.out.printf("  %-14s %s%n", scenario.wireName(), scenario.description());
    }
    return 2;
  }

  private static boolean run(Scenario scenario, Plan plan, Path reports) throws Exception {
    Files.createDirectories(reports);
    Instant begun = Instant.now();
    Path folder = Files.createTempDirectory(reports.toAbsolutePath(), scenario.wireName() + "-");
    System.out.printf("%s: %s%n", scenario.wireName(), folder);
    Fault fault = scenario.fault();
    try (Rig rig = Rig.start(fault.needs(Setup.in(folder, plan.seed())))) {
      fault.happen(rig, plan);
      Evidence evidence = rig.settleAndCompare();
      Duration taken = Duration.between(begun, Instant.now());
      Report report = new Report(scenario, plan, begun, taken, rig, evidence);
      report.writeTo(
          reports.resolve(
              "%s-%d-%s.json"
                  .formatted(
                      scenario.wireName(),
                      plan.seed(),
                      begun.toString().replaceAll("[^0-9T]", "").substring(0, 15))));
      System.out.println(report);
      return rig.findings().isEmpty();
    }
  }
}
