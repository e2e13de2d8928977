package nl.leergang.messaging.outbox;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import nl.leergang.messaging.outbox.Relay.Key;

/**
 * Documents of which something could not be sent. Each rests, longer after each failure, and the
 * one that was tried longest ago comes first: some that can't be sent at all, as a partition is
 * offline or the broker refuses them by themselves, never stand in the way of the others.
 */
final class Resting {

  static final int MOST = 10_000;
  private static final Duration FIRST = Duration.ofSeconds(1);
  // Beyond the ten seconds in which a send fails, so that a document mostly rests; short enough
  // that one which failed for a moment only is not long behind.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private record Rest(long until, Duration length) {}

  private final LongSupplier nanos;
  private final Map<Key, Rest> rests = new LinkedHashMap<>();

  /**
   * @param nanos as {@link System#nanoTime}
   */
  Resting(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** True when this is the document's first failure. */
  synchronized boolean failed(Key key) {
    Rest before = rests.remove(key);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    if (length.compareTo(LONGEST) > 0) {
      length = LONGEST;
    }
    rests.put(key, new Rest(nanos.getAsLong() + length.toNanos(), length));
    if (rests.size() > MOST) {
      // The sweep finds it again.
      Iterator<Key> first = rests.keySet().iterator();
      first.next();
      first.remove();
    }
    return before == null;
  }

  /** True when the document had failed before. */
  synchronized boolean forget(Key key) {
    return rests.remove(key) != null;
  }

  synchronized boolean contains(Key key) {
    return rests.containsKey(key);
  }

  synchronized boolean isEmpty() {
    return rests.isEmpty();
  }

  /** Those that have rested, the one that was tried longest ago first. */
  synchronized List<Key> due(int limit, Predicate<Key> skip) {
    long now = nanos.getAsLong();
    return rests.entrySet().stream()
        .filter(rest -> rest.getValue().until() - now <= 0 && !skip.test(rest.getKey()))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  /** Lets the sweep find all of them at once. */
  synchronized void clear() {
    rests.clear();
  }
}
