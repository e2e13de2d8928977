package nl.leergang.e2e.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * SIGKILL, again and again: each process in turn, in an order and at times that the seed chooses,
 * also while others are down or just starting.
 */
final class RandomKills implements Fault {

  private static final int LONGEST_DOWN_MILLIS = 2_500;

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    List<Thread> restarts = new ArrayList<>();
    try (Load people = rig.people(plan)) {
      people.awaitArrivals(10);
      List<Victim> bag = new ArrayList<>();
      for (int round = 0; round < plan.rounds(); round++) {
        if (bag.isEmpty()) {
          bag.addAll(List.of(Victim.values()));
          Collections.shuffle(bag, random);
        }
        Rig.Supervised process = rig.process(bag.removeLast());
        long pause = plan.pace().toMillis();
        Thread.sleep(pause / 4 + random.nextLong(pause * 3 / 2));
        process.kill();
        int down = random.nextInt(LONGEST_DOWN_MILLIS);
        restarts.add(Thread.startVirtualThread(() -> startAfter(down, process)));
      }
      for (Thread restart : restarts) {
        restart.join();
      }
      people.awaitArrivals(plan.people());
    }
  }

  private static void startAfter(int millis, Rig.Supervised process) {
    try {
      Thread.sleep(millis);
      process.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
