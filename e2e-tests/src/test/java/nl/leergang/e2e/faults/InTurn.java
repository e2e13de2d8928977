package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everybody once, in any order, and then again. */
final class InTurn<T> {

  private final Random random;
  private final List<T> everybody;
  private final List<T> bag = new ArrayList<>();

  InTurn(Random random, Collection<T> everybody) {
    this.random = random;
    this.everybody = List.copyOf(everybody);
  }

  /**
   * The next one.
   *
   * @param notNow whose turn comes later
   */
  T next(Collection<T> notNow) {
    T found = null;
    while (found == null) {
      if (notNow.containsAll(bag)) {
        List<T> again = new ArrayList<>(everybody);
        Collections.shuffle(again, random);
        bag.addAll(0, again);
      }
      found =
          bag.reversed().stream().filter(one -> !notNow.contains(one)).findFirst().orElseThrow();
    }
    bag.remove(bag.lastIndexOf(found));
    return found;
  }
}
