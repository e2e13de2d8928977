package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.leergang.e2e.faults.agent.CrashPoint;
import nl.leergang.e2e.product.NoAnswerException;

/**
 * A service ends at once at a named point, where one thing is written and the next is not: no
 * shutdown hook, no finally, nothing flushed.
 */
final class CrashPoints implements Fault {

  @Override
  public void happen(Rig rig, Plan plan) throws Exception {
    List<CrashPoint> points = new ArrayList<>(List.of(CrashPoint.values()));
    Collections.shuffle(points, new Random(plan.seed()));
    try (Load people = rig.people(plan)) {
      for (int round = 0; round < plan.rounds(); round++) {
        CrashPoint point = points.get(round % points.size());
        people.awaitMore(5);
        Supervised process = rig.process(Victim.valueOf(point.service()));
        process.awaitReady();
        process.hook(rig.armed());
        process.mayEnd();
        rig.armed().arm(point);
        if (point == CrashPoint.MOVE_STORED) {
          move(rig, round);
        }
        if (!process.awaitEnd()) {
          throw new FaultMissedException(point + " was never reached");
        }
        rig.note("crash", point.toString());
        process.awaitReady();
      }
      people.awaitArrivals(plan.people());
    }
  }

  private static void move(Rig rig, int round) {
    String edition = rig.everyKind().ids().getFirst();
    String session =
        rig.portal()
            .get("/v1/editions/" + edition)
            .json()
            .path("sessions")
            .get(0)
            .path("id")
            .asString();
    try {
      rig.staff()
          .post(
              "/v1/editions/%s/sessions/%s/reschedule".formatted(edition, session),
              Map.of("startsAt", "2034-02-%02dT10:00:00Z".formatted(1 + round % 28)));
    } catch (NoAnswerException e) {
      // That is the point.
      return;
    }
  }
}
