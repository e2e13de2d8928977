package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** In turn: the broker dies while people register, and the services start without one. */
final class BrokerAway implements Fault {

  private static final List<Victim> SERVICES =
      List.of(Victim.SCHEDULE, Victim.REGISTRATION, Victim.NOTIFICATION);
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(5);

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Supervised broker = rig.process(Victim.BROKER);
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
        int meanwhile = rig.ledger().accepted() - accepted;
        if (meanwhile == 0) {
          rig.findings()
              .add(Findings.Kind.NOT_AVAILABLE, "nobody was registered while the broker was away");
        }
        rig.measured("acceptedWithoutBroker" + (round + 1), meanwhile);
        broker.awaitReady();
        drained(rig, round);
      }
      people.awaitArrivals(plan.people());
    }
  }

  /** Those who were registered without a broker are in the topic; others still come. */
  private static void drained(Rig rig, int round) throws Exception {
    List<String> waiting = rig.stores().unsentRegistrations();
    long from = System.nanoTime();
    Map<String, Object> left =
        new Settling(
                () -> {
                  int still = rig.stores().stillUnsent(waiting);
                  return still == 0 ? Map.of() : Map.of("events kept from the broker", still);
                },
                DRAINED_WITHIN)
            .await();
    if (!left.isEmpty()) {
      rig.findings().add(Findings.Kind.NOT_AVAILABLE, left.toString());
    }
    rig.measured(
        "drained%d".formatted(round + 1),
        "%d in %d s"
            .formatted(waiting.size(), Duration.ofNanos(System.nanoTime() - from).toSeconds()));
  }
}
