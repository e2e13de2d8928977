package nl.leergang.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InTurnTest {

  private final InTurn<String> inTurn = new InTurn<>(new Random(1), List.of("a", "b", "c"));

  @Test
  void takesEverybodyBeforeAnybodyAgain() {
    for (int round = 0; round < 10; round++) {
      assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void comesBackToWhoeverHadNoTime() {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(inTurn.next(List.of("b")));
    }

    assertThat(taken).containsExactlyInAnyOrder("a", "c", "a", "c");
    assertThat(List.of(next(), next())).contains("b");
  }

  private String next() {
    return inTurn.next(List.of());
  }
}
