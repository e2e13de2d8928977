package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.Invitation;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One of two sessions is cancelled by a script, twice. */
class CancelledSessionIT {

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.CANCELLED).getFirst();

  @Test
  void takesTheSessionOutOfEveryonesCalendarOnce() {
    List<Applicant> people =
        IntStream.range(0, 3).mapToObj(i -> Applicant.named("Anna", "Afgelast")).toList();
    people.forEach(person ->
        assertThat(person.registerUntilAnswered(product.portal(), edition).status())
            .isEqualTo(201));
    product.awaitMailsOf(people, TestCatalogue.CANCELLED, Duration.ofSeconds(30));
    JsonNode session =
        product.portal().get("/v1/editions/" + edition).json().path("sessions").get(1);
    String path =
        "/v1/editions/%s/sessions/%s/cancel".formatted(edition, session.path("id").asString());

    Answer first = product.staff().post(path, Map.of("reason", "De docent is ziek"));
    Answer second = product.staff().post(path, Map.of("reason", "De docent is ziek"));

    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.json().path("status").asString()).isEqualTo("CANCELLED");
    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    assertThat(second.json().path("sequence")).isEqualTo(first.json().path("sequence"));
    for (Applicant person : people) {
      await("the cancellation reaches " + person.email())
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(product.inbox().to(person.email())).hasSize(2));
      List<Invitation> before = product.inbox().to(person.email()).getFirst().invitations();
      List<Invitation> after = product.inbox().to(person.email()).getLast().invitations();
      assertThat(after).hasSize(1);
      Invitation cancellation = after.getFirst();
      assertThat(cancellation.method()).isEqualTo("CANCEL");
      assertThat(cancellation.status()).isEqualTo("CANCELLED");
      assertThat(before)
          .as("it is one of the entries that they have")
          .anyMatch(entry ->
              entry.uid().equals(cancellation.uid()) && entry.sequence() < cancellation.sequence());
      assertThat(product.inbox().to(person.email()).getLast().text()).contains("De docent is ziek");
    }
  }
}
