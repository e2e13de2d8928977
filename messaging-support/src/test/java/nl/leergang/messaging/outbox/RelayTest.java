package nl.leergang.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import nl.leergang.messaging.KafkaConnection;
import nl.leergang.messaging.MessagingTestAccess;
import org.junit.jupiter.api.Test;

/** What the relay does when the database does not answer. */
class RelayTest {

  private final AtomicBoolean databaseAway = new AtomicBoolean(true);
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();

  @Test
  void forgetsNoDocumentWhenLoadingThoseOfAnotherCollectionFails() {
    Relay relay =
        new Relay(
            () -> {
              throw new IllegalStateException("there is nothing to send");
            },
            MessagingTestAccess.topics(new KafkaConnection(Map.of())),
            new SimpleMeterRegistry(),
            List.of(new Collected("one"), new Collected("other")));
    relay.hint("one", "1", List.of());
    relay.hint("other", "2", List.of());

    relay.start();
    try {
      await().untilAsserted(() -> assertThat(loaded).containsExactlyInAnyOrder("one", "other"));
    } finally {
      relay.stop();
    }
  }

  private final class Collected implements Backlog {
    private final String name;

    Collected(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int perSweep() {
      return 10;
    }

    @Override
    public boolean isUrgent() {
      return true;
    }

    @Override
    public void begin() {}

    @Override
    public Parcel parcel(Object id, List<OutboxEvent> events) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Object> waiting(int limit, Predicate<Object> skip) {
      return List.<Object>of("1", "2").stream().filter(id -> !skip.test(id)).toList();
    }

    @Override
    public List<Parcel> load(Collection<Object> ids) {
      if (databaseAway.compareAndSet(true, false)) {
        throw new IllegalStateException("the database does not answer");
      }
      if (ids.contains(name.equals("one") ? "1" : "2")) {
        loaded.add(name);
      }
      return List.of();
    }

    @Override
    public List<Object> settle(List<Receipt> receipts) {
      return List.of();
    }

    @Override
    public Depth depth() {
      return Depth.EMPTY;
    }
  }
}
