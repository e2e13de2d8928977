package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import nl.leergang.localrun.Service;

/**
 * The long run: SIGKILL and SIGSTOP, spread over all processes, with second instances of the
 * services that decide and that send. A process that stands still is not killed, so that each stop
 * lasts as long as it says; everything else is fair game meanwhile. Both are spread over the time
 * in which people come.
 */
final class Storm implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    rig.second(Service.REGISTRATION);
    rig.second(Service.NOTIFICATION);
    try (Load people = rig.people(plan)) {
      long end = System.nanoTime() + (long) (plan.people() / plan.perSecond() * 1e9);
      Thread stops = Thread.ofPlatform().name("stops").start(() -> stops(rig, plan, end));
      kills(rig, plan, end);
      stops.join();
      people.awaitArrivals(plan.people());
    }
  }

  private static void kills(Rig rig, Plan plan, long end) throws InterruptedException {
    Random random = new Random(plan.seed());
    InTurn<Supervised> victims = new InTurn<>(random, rig.processes());
    for (int left = plan.rounds(); left > 0; ) {
      sleepPart(random, end, left);
      List<Supervised> notNow =
          rig.processes().stream().filter(one -> one.isPaused() || one.isDown()).toList();
      if (notNow.size() < rig.processes().size()) {
        victims.next(notNow).kill(RandomKills.down(random));
        left--;
      }
    }
  }

  private static void stops(Rig rig, Plan plan, long end) {
    Random random = new Random(plan.seed() + 1);
    InTurn<Supervised> victims = new InTurn<>(random, rig.processes());
    try {
      for (int left = plan.stops(); left > 0; ) {
        sleepPart(random, end - plan.hold().toNanos(), left);
        // One at a time: a stop is there to meet kills of the others.
        if (rig.processes().stream().anyMatch(Supervised::isPaused)) {
          Thread.sleep(100);
          continue;
        }
        List<Supervised> down = rig.processes().stream().filter(Supervised::isDown).toList();
        Supervised victim = victims.next(down);
        victim.pause(plan.hold());
        left--;
      }
      while (rig.processes().stream().anyMatch(Supervised::isPaused)) {
        Thread.sleep(100);
      }
    } catch (Exception e) {
      rig.findings().add(Findings.Kind.RIG, "the stops ended early: " + e);
    }
  }

  /** About one part of what is left until the end, at least a second and a half. */
  private static void sleepPart(Random random, long end, int parts) throws InterruptedException {
    Duration part = Duration.ofNanos((end - System.nanoTime()) / parts);
    long millis = Math.max(0, part.toMillis());
    Thread.sleep(Math.max(1_500, millis / 4 + random.nextLong(Math.max(1, millis * 3 / 2))));
  }
}
