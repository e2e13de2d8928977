package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import nl.leergang.e2e.product.Together;

/** People who all press the button at the same moment. */
record Crowd(Ledger ledger, Doors doors) {

  /** Returns when everybody has an answer. */
  void rush(int number, Editions editions, Random random) {
    List<Callable<Void>> visits = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Visitor visitor = new Visitor(ledger.next(editions.any(random)), doors, true);
      Random own = new Random(random.nextLong());
      visits.add(() -> {
        visitor.register(own);
        return null;
      });
    }
    Together.all(visits);
  }
}
