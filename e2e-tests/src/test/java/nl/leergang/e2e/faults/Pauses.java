package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import nl.leergang.localrun.Service;

/**
 * SIGSTOP: a process does nothing for a time and then goes on as if no time had passed. Beside the
 * services stand second instances that take its work over meanwhile.
 */
final class Pauses implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    InTurn<Supervised> victims = new InTurn<>(new Random(plan.seed()), rig.processes());
    rig.second(Service.REGISTRATION);
    rig.second(Service.NOTIFICATION);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        Supervised process = victims.next(List.of());
        people.awaitMore(10);
        process.pause();
        try {
          Thread.sleep(plan.hold());
        } finally {
          process.resume();
        }
      }
      people.awaitArrivals(plan.people());
    }
  }
}
