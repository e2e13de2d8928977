package nl.leergang.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scenario of the fault rig for a few seconds, one after the other on the same product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultRigIT {

  private Rig rig;

  @BeforeAll
  void startEverything() throws Exception {
    Path reports = Files.createDirectories(Path.of("target", "faults").toAbsolutePath());
    Setup setup = Setup.in(Files.createTempDirectory(reports, "short-"), 7).hurried();
    for (Scenario scenario : Scenario.values()) {
      if (scenario != Scenario.DISK_FULL || SmallDisk.possible()) {
        setup = scenario.fault().needs(setup);
      }
    }
    rig = Rig.start(setup);
  }

  @AfterAll
  void stopEverything() throws Exception {
    if (rig != null) {
      rig.close();
    }
  }

  @ParameterizedTest
  // The storm is for long runs; in a short one it would be what kill and pause are.
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STORM")
  void losesNothingAndDoublesNothing(Scenario scenario) throws Exception {
    assumeTrue(
        scenario != Scenario.DISK_FULL || rig.smallDisk().isPresent(),
        "no small disk: only an administrator may mount one");

    scenario.fault().happen(rig, shortPlan(scenario));
    rig.settleAndCompare();

    assertThat(rig.findings().counts()).as(rig.findings().toString()).isEmpty();
  }

  private static Plan shortPlan(Scenario scenario) {
    Plan plan = new Plan(1, 7, 0, 15, Duration.ofSeconds(2), Duration.ofSeconds(5));
    return switch (scenario) {
      case KILL -> plan.withRounds(6);
      case CRASH_POINTS -> plan.withRounds(3);
      case PAUSE, BROKER_AWAY, DATABASE_AWAY, TWO_INSTANCES -> plan.withRounds(2);
      default -> plan;
    };
  }
}
