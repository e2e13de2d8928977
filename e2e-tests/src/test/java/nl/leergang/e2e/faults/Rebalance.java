package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import nl.leergang.localrun.Service;

/** A second instance of a service that reads topics comes, or the one that is there goes. */
final class Rebalance implements Fault {

  private static final List<Service> READERS =
      List.of(Service.NOTIFICATION, Service.REGISTRATION, Service.SCHEDULE);

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    InTurn<Service> readers = new InTurn<>(new Random(plan.seed()), READERS);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore((int) Math.max(1, plan.perSecond() * plan.pace().toMillis() / 1_000));
        Service reader = readers.next(List.of());
        if (rig.hasSecond(reader)) {
          rig.stopSecond(reader);
        } else {
          rig.second(reader);
        }
      }
      people.awaitArrivals(plan.people());
    }
    rig.stopSeconds();
  }
}
