package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What people register for.
 *
 * @param ids in a fixed order
 * @param capacities of those that have one, as the catalogue file says it and not as the product
 */
record Editions(List<String> ids, Map<String, Integer> capacities) {

  String any(Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  Optional<Integer> capacity(String edition) {
    return Optional.ofNullable(capacities.get(edition));
  }

  Editions and(Editions others) {
    Map<String, Integer> both = new LinkedHashMap<>(capacities);
    both.putAll(others.capacities);
    List<String> all = new ArrayList<>(ids);
    all.addAll(others.ids);
    return new Editions(List.copyOf(all), Map.copyOf(both));
  }
}
