package nl.leergang.e2e.faults;

import java.util.Random;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;

/**
 * SIGSTOP: a process does nothing for a time and then goes on as if no time had passed. Beside the
 * services stand second instances that take its work over meanwhile.
 */
final class Pauses implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    VictimsInTurn victims = new VictimsInTurn(random);
    Product.Instance registration = rig.startSecond(Service.REGISTRATION);
    Product.Instance notification = rig.startSecond(Service.NOTIFICATION);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        Rig.Supervised process = rig.process(victims.next());
        people.awaitMore(10);
        process.pause();
        try {
          Thread.sleep(plan.hold());
        } finally {
          process.resume();
        }
      }
      people.awaitArrivals(plan.people());
    } finally {
      rig.stopSecond(registration);
      rig.stopSecond(notification);
    }
  }
}
