package nl.leergang.portal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedCallsTest {

  private final SharedCalls<String, Integer> shared = new SharedCalls<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch standstill = new CountDownLatch(1);

  @Test
  void makesTheNextCallForAllWhoCameDuringOne() throws Exception {
    FutureTask<Integer> first = asks();
    await().until(() -> calls.get() == 1);
    List<FutureTask<Integer>> later = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      later.add(asks());
    }
    assertThat(shared.ask("another", () -> 7)).isEqualTo(7);
    assertThat(calls).hasValue(1);

    standstill.countDown();
    assertThat(first.get()).isEqualTo(1);
    for (FutureTask<Integer> one : later) {
      assertThat(one.get()).isEqualTo(2);
    }
    assertThat(shared.ask("page", calls::incrementAndGet)).isEqualTo(3);
  }

  @Test
  void throwsWhatTheCallThrewAndAsksAnewAfterIt() {
    IllegalStateException failure = new IllegalStateException("unreachable");

    assertThatThrownBy(() ->
            shared.ask(
                "page",
                () -> {
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(shared.ask("page", () -> 1)).isEqualTo(1);
  }

  /** Waits until it is answered or has to wait. */
  private FutureTask<Integer> asks() {
    FutureTask<Integer> answer =
        new FutureTask<>(() ->
            shared.ask(
                "page",
                () -> {
                  int number = calls.incrementAndGet();
                  try {
                    standstill.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return number;
                }));
    Thread reader = Thread.ofPlatform().daemon().start(answer);
    await().until(() -> reader.getState() == Thread.State.WAITING);
    return answer;
  }
}
