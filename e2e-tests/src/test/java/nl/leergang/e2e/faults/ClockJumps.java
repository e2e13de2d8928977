package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;

/** The clock of all services is two hours ahead, two hours behind, and right again. */
final class ClockJumps implements Fault {

  private static final List<Duration> OFFSETS =
      List.of(Duration.ofHours(2), Duration.ofHours(-2), Duration.ZERO);

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    rig.hookServices();
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
