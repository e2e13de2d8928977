package nl.leergang.e2e.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.leergang.e2e.faults.hostile.Hostile;

/** The fault rig on the command line: {@code ./leergang faults}. */
public final class Faults {

  private static final String USAGE =
      """
      Usage: ./leergang faults SCENARIO[,SCENARIO]|all|controls [--short] [--hurried]
                               [--rounds N] [--stops N] [--seed S] [--people N] [--rate N]
                               [--crowd N] [--pace SECONDS] [--hold SECONDS] [--report FOLDER]

        --short    just enough for each thing to happen once
        --hurried  the product's leases and its reconciler take seconds and not a minute
        --rounds   how often the fault is made
        --stops    how often a process is stopped for a while beside that (storm)
        --seed     of every choice: the same seed makes the same choices
        --people   who register at least, however soon the faults are over
        --rate     people who come in each second
        --crowd    people who come at the same moment (two-instances, burst)
        --pace     seconds between two faults, on average
        --hold     seconds that a fault lasts which is not over at once
        --report   folder for the JSON files and the processes' logs (target/faults)

      What is not given is as each scenario wants it. Several scenarios follow one another on one
      product. "all" is each of them but storm and hostile, hurried. "controls" breaks the product on
      purpose and looks whether the comparison sees it.

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
    if (name.equals(Hostile.NAME)) {
      return Hostile.run(args);
    }
    boolean all = name.equals("all");
    boolean controls = name.equals("controls");
    List<Scenario> scenarios = all ? sharing() : Scenario.named(name);
    boolean brief = args.remove("--short");
    boolean hurried = args.remove("--hurried") || all || controls;
    List<UnaryOperator<Plan>> changes = new ArrayList<>();
    long seed = 1;
    Path reports = Path.of("target", "faults");
    while (args.size() > 1) {
      String option = args.pop();
      String value = args.pop();
      switch (option) {
        case "--rounds" -> changes.add(plan -> plan.withRounds(Integer.parseInt(value)));
        case "--stops" -> changes.add(plan -> plan.withStops(Integer.parseInt(value)));
        case "--seed" -> seed = Long.parseLong(value);
        case "--people" -> changes.add(plan -> plan.withPeople(Integer.parseInt(value)));
        case "--rate" -> changes.add(plan -> plan.withPerSecond(Double.parseDouble(value)));
        case "--crowd" -> changes.add(plan -> plan.withCrowd(Integer.parseInt(value)));
        case "--pace" -> changes.add(plan -> plan.withPace(Double.parseDouble(value)));
        case "--hold" -> changes.add(plan -> plan.withHold(Double.parseDouble(value)));
        case "--report" -> reports = Path.of(value);
        default -> {
          return usage();
        }
      }
    }
    if (scenarios.isEmpty() && !controls || !args.isEmpty()) {
      return usage();
    }
    Files.createDirectories(reports);
    Path folder =
        Files.createTempDirectory(reports.toAbsolutePath(), name.replaceAll(",.*", "") + "-");
    System.out.println("Data and logs are in " + folder);
    Setup setup = Setup.in(folder, seed);
    setup = hurried ? setup.hurried() : setup;
    for (Scenario scenario : scenarios) {
      setup = scenario.fault().needs(setup);
    }
    try (Rig rig = Rig.start(setup)) {
      if (controls) {
        return new Controls(rig, reports).allSeen() ? 0 : 1;
      }
      int lost = 0;
      for (Scenario scenario : scenarios) {
        Plan plan = (brief ? scenario.brief() : scenario.usual()).withSeed(seed);
        for (UnaryOperator<Plan> change : changes) {
          plan = change.apply(plan);
        }
        lost += new Run(rig, reports).of(scenario, plan) ? 0 : 1;
      }
      rig.begin();
      rig.compareOwnFigures();
      System.out.print(rig.findings());
      return lost == 0 && rig.findings().isEmpty() ? 0 : 1;
    }
  }

  /** Those that can follow one another on one product, as far as this machine lets them. */
  static List<Scenario> sharing() throws Exception {
    List<Scenario> all = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      if (scenario == Scenario.DISK_FULL && !SmallDisk.possible()) {
        System.out.println("disk-full is left out: only an administrator may mount a small disk");
      } else if (scenario.sharesProduct()) {
        all.add(scenario);
      }
    }
    return all;
  }

  private static int usage() {
    System.out.print(USAGE);
    for (Scenario scenario : Scenario.values()) {
      System.out.printf("  %-14s %s%n", scenario.wireName(), scenario.description());
    }
    System.out.printf("  %-14s %s%n", Hostile.NAME, Hostile.DESCRIPTION);
    return 2;
  }
}
