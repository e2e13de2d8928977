package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs scenarios on a rig. Whatever fails on the way is a finding, and what can still be compared
 * is compared: forty minutes of evidence are not thrown away for a hiccup of the rig.
 *
 * @param reports where the JSON goes
 */
record Run(Rig rig, Path reports) {

  private static final int COMPARISONS = 3;

  /** Whether all was as promised. */
  boolean of(Scenario scenario, Plan plan) throws IOException, InterruptedException {
    Instant begun = Instant.now();
    rig.begin();
    System.out.printf("%s: %s%n", scenario.wireName(), scenario.description());
    Optional<Evidence> evidence;
    try (Progress progress = new Progress(rig, reports.resolve("progress.json"))) {
      try {
        scenario.fault().happen(rig, plan);
      } catch (Exception | AssertionError e) {
        rig.findings().add(Findings.Kind.RIG, e.toString());
        e.printStackTrace();
      }
      evidence = compared();
    }
    Report report =
        new Report(scenario, plan, begun, Duration.between(begun, Instant.now()), rig, evidence);
    report.writeTo(reports);
    System.out.println(report);
    return rig.findings().isEmpty();
  }

  private Optional<Evidence> compared() throws InterruptedException {
    for (int i = 1; i <= COMPARISONS; i++) {
      try {
        return Optional.of(rig.settleAndCompare());
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        e.printStackTrace();
        if (i == COMPARISONS) {
          rig.findings().add(Findings.Kind.RIG, "nothing compared: " + e);
        }
      }
    }
    return Optional.empty();
  }
}
