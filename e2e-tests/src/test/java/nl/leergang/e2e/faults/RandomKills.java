package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * SIGKILL, again and again: each process in turn, in an order and at times that the seed chooses,
 * also while others are down or are just starting.
 */
final class RandomKills implements Fault {

  static final int LONGEST_DOWN_MILLIS = 2_500;

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    InTurn<Supervised> victims = new InTurn<>(random, rig.processes());
    try (Load people = rig.people(plan)) {
      people.awaitArrivals(10);
      for (int round = 1; round <= plan.rounds(); round++) {
        long pause = plan.pace().toMillis();
        Thread.sleep(pause / 4 + random.nextLong(Math.max(1, pause * 3 / 2)));
        victims.next(List.of()).kill(down(random));
      }
      people.awaitArrivals(plan.people());
    }
  }

  static Duration down(Random random) {
    return Duration.ofMillis(random.nextInt(LONGEST_DOWN_MILLIS));
  }
}
