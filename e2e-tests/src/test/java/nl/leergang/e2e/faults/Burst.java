package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import nl.leergang.e2e.product.Api;
import nl.leergang.localrun.Service;

/** Everybody at once, while the database stands still: the queue fills, and the rest must wait. */
final class Burst implements Fault {

  @Override
  public Setup needs(Setup setup) {
    return setup.with("-Dleergang.registration.queue-capacity=100");
  }

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    Doors service = new Doors(List.of(new Api(rig.product().part(Service.REGISTRATION).url())));
    for (int round = 0; round < plan.rounds(); round++) {
      int before = rig.ledger().answers().getOrDefault(503, 0);
      rig.process(Victim.DATABASE).pause(plan.hold());
      new Crowd(rig.ledger(), service).rush(plan.crowd(), rig.everyKind(), random);
      int comeAgain = rig.ledger().answers().getOrDefault(503, 0) - before;
      rig.measured("askedToComeAgain", comeAgain);
      if (comeAgain == 0) {
        throw new FaultMissedException("nobody was asked to come again");
      }
    }
  }
}
