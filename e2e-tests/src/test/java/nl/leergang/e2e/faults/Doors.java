package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import nl.leergang.e2e.product.Api;

/** Where people come in: mostly at the portal, some at a service's own port. */
record Doors(List<Api> all) {

  Api any(Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
