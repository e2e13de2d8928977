package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;
import nl.leergang.e2e.faults.agent.AgentJar;

/** The clock of all services is two hours ahead, two hours behind, and right again. */
final class ClockJumps implements Fault {

  private static final List<Duration> OFFSETS =
      List.of(Duration.ofHours(2), Duration.ofHours(-2), Duration.ZERO);

  @Override
  public Setup needs(Setup setup) throws Exception {
    return setup.with(AgentJar.option(setup.armed()));
  }

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        for (Duration offset : OFFSETS) {
          rig.armed().moveClock(offset);
          rig.note("clock", offset.toString());
          people.awaitMore(30);
        }
      }
      people.awaitArrivals(plan.people());
    } finally {
      rig.armed().moveClock(Duration.ZERO);
    }
  }
}
