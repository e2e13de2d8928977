package nl.leergang.e2e.faults;

import java.util.List;

/** In turn: the broker dies while people register, and the services start without one. */
final class BrokerAway implements Fault {

  private static final List<Victim> SERVICES =
      List.of(Victim.SCHEDULE, Victim.REGISTRATION, Victim.NOTIFICATION);

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Rig.Supervised broker = rig.process(Victim.BROKER);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore(10);
        broker.kill();
        if (round % 2 == 1) {
          SERVICES.forEach(service -> rig.process(service).kill());
          for (Victim service : SERVICES) {
            rig.process(service).awaitReady();
          }
          rig.note("services up without a broker", "");
        }
        int accepted = rig.ledger().accepted();
        Thread.sleep(plan.hold());
        if (rig.ledger().accepted() == accepted) {
          rig.findings()
              .add(Findings.Kind.NOT_AVAILABLE, "nobody was registered while the broker was away");
        }
        broker.awaitReady();
      }
      people.awaitArrivals(plan.people());
    }
  }
}
