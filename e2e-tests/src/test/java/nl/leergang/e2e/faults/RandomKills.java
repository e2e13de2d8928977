package nl.leergang.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * SIGKILL, again and again: each process in turn, in an order and at times that the seed chooses,
 * also while others are down, stand still or are just starting.
 */
final class RandomKills implements Fault {

  private static final int LONGEST_DOWN_MILLIS = 2_500;

  private final int pauseEvery;

  /**
   * @param pauseEvery so many times, a process is stopped for a while beside the killing
   */
  RandomKills(int pauseEvery) {
    this.pauseEvery = pauseEvery;
  }

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    Random random = new Random(plan.seed());
    VictimsInTurn killed = new VictimsInTurn(random);
    VictimsInTurn paused = new VictimsInTurn(random);
    List<Thread> relief = new ArrayList<>();
    try (Load people = rig.people(plan)) {
      people.awaitArrivals(10);
      for (int round = 1; round <= plan.rounds(); round++) {
        long pause = plan.pace().toMillis();
        Thread.sleep(pause / 4 + random.nextLong(pause * 3 / 2));
        if (round % pauseEvery == 0) {
          Rig.Supervised process = rig.process(paused.next());
          process.pause();
          relief.add(after(plan.hold(), process::resume));
        }
        Rig.Supervised process = rig.process(killed.next());
        process.kill();
        relief.add(after(Duration.ofMillis(random.nextInt(LONGEST_DOWN_MILLIS)), process::start));
      }
      for (Thread one : relief) {
        one.join();
      }
      people.awaitArrivals(plan.people());
    }
  }

  private static Thread after(Duration delay, Relief relief) {
    return Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(delay);
        relief.come();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private interface Relief {
    void come() throws IOException, InterruptedException;
  }
}
