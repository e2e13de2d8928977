package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import nl.leergang.e2e.product.Together;
import org.junit.jupiter.api.Test;

/** The broker is killed while people register, and comes back when all are in. */
class BrokerOutageIT {

  private static final int PEOPLE = 150;
  private static final int BEFORE_THE_KILL = 50;

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.BROKER).getFirst();

  @Test
  void acceptsRegistrationsMeanwhileAndSendsEveryMailAfterwards() {
    List<Applicant> people =
        IntStream.range(0, PEOPLE).mapToObj(i -> Applicant.named("Bram", "Broker")).toList();
    AtomicInteger answered = new AtomicInteger();
    Callable<Answer> killer =
        () -> {
          await("the first registrations are in").until(() -> answered.get() >= BEFORE_THE_KILL);
          product.killBroker();
          return null;
        };
    Stream<Callable<Answer>> submissions =
        people.stream()
            .map(person ->
                () -> {
                  Answer answer = person.register(product.portal(), edition);
                  answered.incrementAndGet();
                  return answer;
                });

    List<Answer> answers;
    try {
      answers = Together.atMost(6, Stream.concat(Stream.of(killer), submissions).toList());
    } finally {
      product.startBroker();
    }

    assertThat(answers.subList(1, answers.size()))
        .as("no one is turned away because the broker is gone")
        .hasSize(PEOPLE)
        .allMatch(answer -> answer.status() == 201);
    product.awaitMailsOf(people, TestCatalogue.BROKER, Duration.ofMinutes(3));
    assertThat(product.staff().list("/v1/registrations?editionId=" + edition)).hasSize(PEOPLE);
  }
}
