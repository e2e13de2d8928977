package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import nl.leergang.e2e.product.Api;
import nl.leergang.localrun.Service;

/** Everybody at once, while the database stands still: the queue fills, and the rest must wait. */
final class Burst implements Fault {

  private static final int CROWD = 700;

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
      Rig.Supervised database = rig.process(Victim.DATABASE);
      database.pause();
      Thread relief =
          Thread.startVirtualThread(() -> {
            try {
              Thread.sleep(8_000);
              database.resume();
            } catch (java.io.IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      new Crowd(rig.ledger(), service).rush(CROWD, rig.everyKind(), random);
      relief.join();
      if (rig.ledger().answers().getOrDefault(503, 0) == before) {
        throw new FaultMissedException("nobody was asked to come again");
      }
    }
  }
}
