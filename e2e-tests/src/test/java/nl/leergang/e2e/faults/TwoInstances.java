package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.leergang.localrun.Service;

/**
 * Each service is there twice, and each round a crowd wants the ten seats of a new edition, at both
 * portals and both instances of registration-service at once.
 */
final class TwoInstances implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    for (Service service : Service.values()) {
      rig.second(service);
    }
    Doors all = rig.doors();
    for (int round = 0; round < plan.rounds(); round++) {
      String edition = rig.nextScarce();
      rig.note("last seats", edition);
      new Crowd(rig.ledger(), all)
          .rush(plan.crowd(), new Editions(List.of(edition), Map.of()), random);
    }
  }
}
