package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

/** Two hundred people want one of ten seats at the same moment. */
class LastSeatsIT {

  private static final int SEATS = 10;
  private static final int PEOPLE = 200;

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.LAST_SEATS).getFirst();

  @Test
  void givesExactlyTheSeatsThereAreAndQueuesEverybodyElseInOrder() {
    List<Callable<Answer>> submissions =
        people(PEOPLE)
            .map(person ->
                (Callable<Answer>) () -> person.registerUntilAnswered(product.portal(), edition))
            .toList();

    List<Answer> answers = Together.all(submissions);

    assertThat(answers).allMatch(answer -> answer.status() == 201);
    Map<String, List<JsonNode>> byStatus =
        answers.stream()
            .map(Answer::json)
            .collect(Collectors.groupingBy(json -> json.path("status").asString()));
    assertThat(byStatus.keySet()).containsExactlyInAnyOrder("CONFIRMED", "WAITLISTED");
    assertThat(byStatus.get("CONFIRMED")).hasSize(SEATS).noneMatch(json -> json.has("position"));
    assertThat(positions(byStatus.get("WAITLISTED")))
        .containsExactlyInAnyOrderElementsOf(oneTo(PEOPLE - SEATS));

    List<JsonNode> waitingForStaff = staffList("WAITLISTED");
    assertThat(positions(waitingForStaff)).containsExactlyElementsOf(oneTo(PEOPLE - SEATS));
    assertThat(positionsById(waitingForStaff))
        .as("staff see the position that each person was told")
        .isEqualTo(positionsById(byStatus.get("WAITLISTED")));
    assertThat(staffList("CONFIRMED")).hasSize(SEATS);

    assertThat(people(3).map(p -> p.registerUntilAnswered(product.portal(), edition).json()))
        .as("who comes later stands behind them")
        .extracting(json -> json.path("position").asInt())
        .containsExactly(PEOPLE - SEATS + 1, PEOPLE - SEATS + 2, PEOPLE - SEATS + 3);

    await("the catalogue shows no free seat and how many wait")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          JsonNode shown = product.portal().get("/v1/editions/" + edition).json();
          assertThat(shown.path("freeSeats").asInt(-1)).isZero();
          assertThat(shown.path("waiting").asInt(-1)).isEqualTo(PEOPLE - SEATS + 3);
          assertThat(shown.path("status").asString()).isEqualTo("FULL");
        });
    assertThat(
            product
                .portal()
                .with("Accept", "text/html")
                .get("/programmes/" + TestCatalogue.LAST_SEATS.slug())
                .text())
        .containsIgnoringCase("wachtlijst");
  }

  private Stream<Applicant> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> Applicant.named("Willem", "Wachter"));
  }

  private List<JsonNode> staffList(String status) {
    return product.staff().list("/v1/registrations?editionId=" + edition).stream()
        .filter(json -> json.path("status").asString().equals(status))
        .toList();
  }

  private static List<Integer> positions(List<JsonNode> registrations) {
    return registrations.stream().map(json -> json.path("position").asInt()).toList();
  }

  private static Map<String, Integer> positionsById(List<JsonNode> registrations) {
    return registrations.stream()
        .collect(
            Collectors.toMap(
                json -> json.path("id").asString(), json -> json.path("position").asInt()));
  }

  private static List<Integer> oneTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
