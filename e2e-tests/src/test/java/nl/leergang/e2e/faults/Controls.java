package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.agent.Breakage;
import nl.leergang.e2e.product.NoAnswerException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the comparison sees what it is there for: each defect is put into the running product, a
 * few people register, and it must be found by the finding that stands for it. After that the
 * product is right again, and the next group of people must be found in order.
 */
record Controls(Rig rig, Path reports) {

  private static final int PEOPLE = 25;

  private static final Map<Breakage, Set<Kind>> EXPECTED =
      Map.of(
          Breakage.SEAT_CONDITION_REMOVED, Set.of(Kind.OVERSOLD),
          Breakage.KEY_IGNORED, Set.of(Kind.REGISTRATION_DOUBLED),
          Breakage.FENCE_REMOVED, Set.of(Kind.PROJECTION_BEHIND),
          Breakage.MAIL_NOT_SENT, Set.of(Kind.MAIL_DIFFERS, Kind.MAIL_MISSING),
          Breakage.MAIL_SENT_TWICE, Set.of(Kind.MAIL_DOUBLED),
          Breakage.ANSWERED_BEFORE_STORED, Set.of(Kind.REGISTRATION_LOST),
          Breakage.EVENT_ACKNOWLEDGED_BEFORE_SENT, Set.of(Kind.EVENT_LOST));

  /** Runs all of them; says and writes what was seen. */
  boolean allSeen() throws Exception {
    rig.hookServices();
    Map<String, Object> seen = new LinkedHashMap<>();
    boolean all = true;
    for (Breakage breakage : Breakage.values()) {
      rig.begin();
      rig.armed().breakIt(breakage);
      try {
        harm(breakage);
        settle();
      } finally {
        rig.armed().mend(breakage);
      }
      Findings findings = compare();
      boolean found = EXPECTED.get(breakage).stream().allMatch(findings::has);
      all &= found;
      seen.put(
          breakage.name(),
          Map.of("found", findings.counts(), "asExpected", found, "such", findings.examples()));
      System.out.printf("%s %s: %s%n", found ? "seen  " : "MISSED", breakage, findings.counts());

      rig.begin();
      someRegister(rig.everyKind(), 10);
      settle();
      Findings afterwards = compare();
      if (!afterwards.isEmpty()) {
        System.out.printf("  once it is right again there is still%n%s", afterwards);
      }
      seen.put(breakage.name() + ", right again", afterwards.counts());
    }
    write(seen);
    return all;
  }

  private void write(Map<String, Object> seen) throws IOException {
    Files.writeString(
        reports.resolve("controls.json"),
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(seen));
  }

  private void harm(Breakage breakage) throws Exception {
    switch (breakage) {
      case SEAT_CONDITION_REMOVED ->
          new Crowd(rig.ledger(), rig.doors())
              .rush(PEOPLE, new Editions(List.of(rig.nextScarce()), Map.of()), new Random(1));
      case KEY_IGNORED -> twiceWithTheSameKey();
      case FENCE_REMOVED -> {
        someRegister(rig.everyKind(), PEOPLE);
        settle();
        Replay.again(rig, new Random(1));
      }
      default -> someRegister(rig.everyKind(), PEOPLE);
    }
  }

  private void someRegister(Editions editions, int people) {
    new Crowd(rig.ledger(), rig.doors()).rush(people, editions, new Random(1));
  }

  private void twiceWithTheSameKey() {
    for (int i = 0; i < 5; i++) {
      Submission person = rig.ledger().next(rig.everyKind().ids().getFirst());
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          new Visitor(person, rig.doors(), false).register(new Random(attempt));
        } catch (InterruptedException | NoAnswerException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void settle() throws Exception {
    Map<String, Object> open = rig.awaitDone(rig.setup().patience());
    if (!open.isEmpty()) {
      System.out.println("  not done: " + open);
    }
  }

  private Findings compare() throws Exception {
    rig.compare();
    return rig.findings();
  }
}
