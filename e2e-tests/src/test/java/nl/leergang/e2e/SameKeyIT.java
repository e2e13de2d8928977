package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import nl.leergang.e2e.product.Together;
import org.junit.jupiter.api.Test;

/** The same key at two instances of registration-service at once. */
class SameKeyIT {

  private static final int ROUNDS = 25;

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.SAME_KEY).getFirst();

  @Test
  void makesOneRegistrationOfAnyNumberOfSubmissions() {
    List<Api> instances = List.of(product.registration(), product.secondRegistration());
    for (int round = 0; round < ROUNDS; round++) {
      Applicant person = Applicant.named("Tineke", "Tweemaal");
      List<Callable<Answer>> submissions = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Api instance = instances.get(i % 2);
        submissions.add(() -> person.registerUntilAnswered(instance, edition));
      }

      List<Answer> answers = Together.all(submissions);

      assertThat(answers).allMatch(answer -> answer.status() == 201);
      assertThat(answers)
          .extracting(answer -> answer.json().path("id").asString())
          .containsOnly(answers.getFirst().json().path("id").asString());
      assertThat(answers)
          .as("all but the first are told that they are replays")
          .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
          .hasSizeLessThanOrEqualTo(1);
    }
    assertThat(product.staff().list("/v1/registrations?editionId=" + edition)).hasSize(ROUNDS);
    await("one notice to the office for each of them")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(product.inbox().to(TestCatalogue.SAME_KEY.office())).hasSize(ROUNDS));
  }

  @Test
  void refusesTheSameKeyWithAnotherBodyOnTheOtherInstance() {
    Applicant person = Applicant.named("Anna", "Anders");
    assertThat(person.registerUntilAnswered(product.registration(), other()).status())
        .isEqualTo(201);
    Map<String, Object> changed = new HashMap<>(person.registrationFor(other()));
    changed.put("remarks", "Toch iets anders");

    Answer answer =
        product
            .secondRegistration()
            .with("Idempotency-Key", person.key())
            .post("/v1/registrations", changed);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  private String other() {
    return product.editionsOf(TestCatalogue.OTHER_SITE).getFirst();
  }
}
