package nl.leergang.e2e.faults.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found, with a few examples of each. */
final class Weaknesses {

  private static final int EXAMPLES = 8;

  private final Map<Weakness, List<String>> examples = new TreeMap<>();
  private final Map<Weakness, Integer> counts = new TreeMap<>();

  synchronized void add(Weakness kind, String what) {
    counts.merge(kind, 1, Integer::sum);
    List<String> some = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (some.size() < EXAMPLES) {
      some.add(what);
    }
  }

  /** Adds the weakness unless the condition holds. */
  void unless(boolean holds, Weakness kind, String what) {
    if (!holds) {
      add(kind, what);
    }
  }

  synchronized boolean isEmpty() {
    return counts.isEmpty();
  }

  synchronized Set<Weakness> kinds() {
    return Set.copyOf(counts.keySet());
  }

  synchronized Map<Weakness, Integer> counts() {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  synchronized Map<Weakness, List<String>> examples() {
    return Collections.unmodifiableMap(new TreeMap<>(examples));
  }

  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((kind, count) -> {
      text.append("  %s: %d, such as%n".formatted(kind, count));
      examples.get(kind).forEach(one -> text.append("    %s%n".formatted(one)));
    });
    return text.toString();
  }
}
