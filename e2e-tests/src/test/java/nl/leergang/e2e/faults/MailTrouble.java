package nl.leergang.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A mail server with bad days. Who is written to for the first time meets any of its moods, by the
 * seed; the second time it mostly takes the mail. In between it is not there at all.
 */
final class MailTrouble implements Fault {

  private static final List<Reaction> MOODS = List.of(Reaction.values());
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<Reaction> NOT_THE_OFFICE = Set.of(Reaction.REFUSE);

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    rig.mails().behave((recipient, number) -> mood(plan.seed(), recipient, number));
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        people.awaitMore((int) (plan.perSecond() * 2));
        rig.note("mail server down", "");
        rig.mails().down();
        Thread.sleep(plan.hold());
        rig.mails().up();
      }
      people.awaitArrivals(plan.people());
    }
    awaitEveryMood(rig);
    rig.mails().reactions().forEach((reaction, count) -> rig.measured("mail " + reaction, count));
  }

  private static void awaitEveryMood(Rig rig) throws Exception {
    Map<String, Object> missing =
        new Settling(
                () -> {
                  List<Reaction> unseen = new ArrayList<>(MOODS);
                  unseen.removeAll(rig.mails().reactions().keySet());
                  return unseen.isEmpty() ? Map.of() : Map.of("mails that meet", unseen);
                },
                PATIENCE)
            .await();
    if (!missing.isEmpty()) {
      throw new FaultMissedException(missing.toString());
    }
  }

  private static Reaction mood(long seed, String recipient, int number) {
    boolean office = recipient.startsWith("bureau.");
    Random random = new Random(seed ^ recipient.hashCode() ^ (office ? number * 31L : 0));
    // The first numbers of neighbouring seeds are alike.
    random.nextInt();
    Reaction mood = MOODS.get(random.nextInt(MOODS.size()));
    if (office) {
      return random.nextInt(10) == 0 && !NOT_THE_OFFICE.contains(mood) ? mood : Reaction.TAKE;
    }
    return number == 1 ? mood : mood == Reaction.REFUSE ? mood : Reaction.TAKE;
  }
}
