package nl.leergang.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nl.leergang.messaging.outbox.Relay.Key;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RestingTest {

  private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
  private final Resting resting = new Resting(() -> now);

  @Test
  void restsLongerAfterEachFailureUpToHalfAMinute() {
    List<Long> rests = new ArrayList<>();
    for (int failure = 0; failure < 7; failure++) {
      assertThat(resting.failed(key(1))).isEqualTo(failure == 0);
      long rested = 0;
      while (due(1).isEmpty()) {
        pass(Duration.ofSeconds(1));
        rested++;
      }
      rests.add(rested);
    }

    assertThat(rests).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void letsAllTakeTurnsHoweverManyThereAre() {
    IntStream.range(0, 100).forEach(i -> resting.failed(key(i)));
    List<Key> tried = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      pass(Duration.ofSeconds(30));
      for (Key key : due(2)) {
        tried.add(key);
        resting.failed(key);
      }
    }

    assertThat(tried)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(this::key).toList());
  }

  @Test
  void leavesThoseThatAreToBeSkippedToAnotherTime() {
    resting.failed(key(1));
    resting.failed(key(2));
    pass(Duration.ofSeconds(1));

    assertThat(resting.due(1, key(1)::equals)).containsExactly(key(2));
  }

  @Test
  void forgetsTheOneThatWasTriedLongestAgoWhenThereAreTooMany() {
    IntStream.rangeClosed(0, Resting.MOST).forEach(i -> resting.failed(key(i)));

    assertThat(resting.contains(key(0))).isFalse();
    assertThat(resting.contains(key(1))).isTrue();
    assertThat(resting.failed(key(0))).as("it counts as new").isTrue();
  }

  private List<Key> due(int limit) {
    return resting.due(limit, key -> false);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private Key key(int id) {
    return new Key(null, id);
  }
}
