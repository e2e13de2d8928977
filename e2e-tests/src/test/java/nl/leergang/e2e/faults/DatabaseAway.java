package nl.leergang.e2e.faults;

/** In turn: the database is killed, and it takes connections but does not answer. */
final class DatabaseAway implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Rig.Supervised database = rig.process(Victim.DATABASE);
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore(10);
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
      }
      people.awaitArrivals(plan.people());
    }
  }
}
