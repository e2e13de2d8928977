package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everybody once, in any order, and then again. */
final class VictimsInTurn {

  private final Random random;
  private final List<Victim> bag = new ArrayList<>();

  VictimsInTurn(Random random) {
    this.random = random;
  }

  Victim next() {
    if (bag.isEmpty()) {
      bag.addAll(List.of(Victim.values()));
      Collections.shuffle(bag, random);
    }
    return bag.removeLast();
  }
}
