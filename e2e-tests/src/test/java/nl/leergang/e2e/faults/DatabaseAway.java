package nl.leergang.e2e.faults;

/**
 * In turn: the database is killed, and registration-service starts without one; and it takes
 * connections but does not answer. Whoever registers meanwhile is told when to come again.
 */
final class DatabaseAway implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Supervised database = rig.process(Victim.DATABASE);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore(10);
        int before = rig.ledger().answers().getOrDefault(503, 0);
        if (round % 2 == 0) {
          database.kill();
          rig.process(Victim.REGISTRATION).kill();
          rig.process(Victim.REGISTRATION).start();
          Thread.sleep(plan.hold());
          database.awaitReady();
          rig.process(Victim.REGISTRATION).awaitReady();
        } else {
          database.pause();
          Thread.sleep(plan.hold());
          database.resume();
        }
        if (rig.ledger().answers().getOrDefault(503, 0) == before) {
          throw new FaultMissedException("nobody was asked to come again");
        }
      }
      people.awaitArrivals(plan.people());
    }
    rig.measured(
        "longestMillisUntil503",
        rig.ledger().all().stream()
            .flatMap(person -> person.attempts().stream())
            .filter(attempt -> attempt.status() == 503)
            .mapToLong(attempt -> (attempt.endedAt() - attempt.startedAt()) / 1_000_000)
            .max()
            .orElse(0));
  }
}
