package nl.leergang.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario of the fault rig for a few seconds, one after the other on the same product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultRigIT {

  private static final long SEED = 1;

  private Path reports;
  private Rig rig;

  @BeforeAll
  void startEverything() throws Exception {
    reports = Files.createDirectories(Path.of("target", "faults").toAbsolutePath());
    Setup setup = Setup.in(Files.createTempDirectory(reports, "short-"), SEED).hurried();
    for (Scenario scenario : scenarios().toList()) {
      setup = scenario.fault().needs(setup);
    }
    rig = Rig.start(setup);
  }

  /** What the services have counted themselves, over all scenarios, is compared at the very end. */
  @AfterAll
  void compareAndStop() throws Exception {
    if (rig == null) {
      return;
    }
    try (Rig running = rig) {
      running.begin();
      running.compareOwnFigures();
      assertThat(running.findings().counts()).as(running.findings().toString()).isEmpty();
    }
  }

  static Stream<Scenario> scenarios() throws Exception {
    return Faults.sharing().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void losesNothingAndDoublesNothing(Scenario scenario) throws Exception {
    new Run(rig, reports).of(scenario, scenario.brief().withSeed(SEED));

    assertThat(rig.findings().counts()).as(rig.findings().toString()).isEmpty();
  }
}
