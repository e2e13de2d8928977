package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import nl.leergang.e2e.product.Together;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** registration-service is killed, twice, while five hundred people want a hundred seats. */
class RegistrationCrashIT {

  private static final int PEOPLE = 500;
  private static final int SEATS = 100;

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.CRASH).getFirst();

  @Test
  void keepsEveryRegistrationThatItAnsweredAndSendsItsMails() {
    List<Applicant> people =
        IntStream.range(0, PEOPLE).mapToObj(i -> Applicant.named("Kees", "Kapot")).toList();
    AtomicInteger answered = new AtomicInteger();
    Stream<Callable<Answer>> submissions =
        people.stream()
            .map(person ->
                () -> {
                  Answer answer = person.registerUntilAnswered(product.portal(), edition);
                  answered.incrementAndGet();
                  return answer;
                });

    List<Answer> answers =
        Together.atMost(
                18,
                Stream.concat(
                        Stream.of(killAfter(120, answered), killAfter(330, answered)), submissions)
                    .toList())
            .stream()
            .skip(2)
            .toList();

    assertThat(answers).hasSize(PEOPLE).allMatch(answer -> answer.status() == 201);
    List<JsonNode> stored = product.staff().list("/v1/registrations?editionId=" + edition);
    assertThat(stored)
        .extracting(json -> json.path("id").asString())
        .as("each answer's registration is there, and none that nobody asked for")
        .containsExactlyInAnyOrderElementsOf(
            answers.stream().map(answer -> answer.json().path("id").asString()).toList());
    Map<String, Long> byStatus =
        stored.stream()
            .collect(
                Collectors.groupingBy(
                    json -> json.path("status").asString(), Collectors.counting()));
    assertThat(byStatus)
        .containsOnly(
            Map.entry("CONFIRMED", (long) SEATS), Map.entry("WAITLISTED", (long) (PEOPLE - SEATS)));
    assertThat(
            stored.stream()
                .filter(json -> json.has("position"))
                .map(json -> json.path("position").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, PEOPLE - SEATS).boxed().toList());
    product.awaitMailsOf(people, TestCatalogue.CRASH, Duration.ofMinutes(4));
  }

  private Callable<Answer> killAfter(int answers, AtomicInteger answered) {
    return () -> {
      await(answers + " people have their answer")
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> answered.get() >= answers);
      product.killRegistration();
      return null;
    };
  }
}
