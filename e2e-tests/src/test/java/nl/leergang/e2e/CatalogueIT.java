package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.Browser;
import nl.leergang.e2e.product.Mail;
import nl.leergang.e2e.product.SharedProduct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** The four programmes of the source documents, as visitors meet them. */
class CatalogueIT {

  /** What the documents say of each: number of sessions, admission, and a fact of its own. */
  record Expected(String slug, int sessions, String admission, Integer capacity, String fact) {}

  static final List<Expected> PROGRAMMES =
      List.of(
          new Expected(
              "sturen-en-leidinggeven-vanuit-vertrouwen", 6, "DIRECT", null, "Tjerk Budding"),
          new Expected(
              "samenwerken-en-vertrouwen", 1, "DIRECT", null, "Smart Cities, Smart Citizens"),
          new Expected("de-droom-van-elke-burgemeester", 4, "INTAKE", 10, "0343-595802"),
          new Expected(
              "hoe-maakt-de-burgemeester-het-verschil", 4, "INTAKE", null, "burgemeester"));

  private static final SharedProduct product = SharedProduct.running();
  private static Browser browser;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open(product.portal().origin());
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @ParameterizedTest
  @FieldSource("PROGRAMMES")
  void listsTheProgrammeWithAllItsSessions(Expected expected) {
    JsonNode programme = product.portal().get("/v1/programmes/" + expected.slug()).json();
    assertThat(programme.path("admission").asString()).isEqualTo(expected.admission());
    JsonNode edition = bookableSample(expected.slug());
    assertThat(edition.path("sessions")).hasSize(expected.sessions());
    assertThat(edition.path("sample").asBoolean()).isTrue();
    if (expected.capacity() == null) {
      assertThat(edition.path("capacity").isNull()).isTrue();
    } else {
      assertThat(edition.path("capacity").asInt()).isEqualTo(expected.capacity());
    }

    assertThat(product.portal().with("Accept", "text/html").get("/").text())
        .contains("/programmes/" + expected.slug());
    String page =
        product.portal().with("Accept", "text/html").get("/programmes/" + expected.slug()).text();
    assertThat(page).contains(expected.fact());
    for (JsonNode session : edition.path("sessions")) {
      assertThat(page).contains(session.path("title").asString().replace("'", "&#39;"));
    }
  }

  @ParameterizedTest
  @FieldSource("PROGRAMMES")
  void takesARegistrationForTheSampleThroughTheForm(Expected expected) {
    Applicant person = Applicant.named("Femke", "Formulier");
    JsonNode edition = bookableSample(expected.slug());

    String reference = browser.register(expected.slug(), edition.path("id").asString(), person);

    assertThat(reference).isNotBlank();
    await("the mail to the participant")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(product.inbox().to(person.email())).hasSize(1));
    Mail mail = product.inbox().to(person.email()).getFirst();
    if (expected.admission().equals("INTAKE")) {
      assertThat(mail.text()).containsIgnoringCase("kennismakingsgesprek");
      assertThat(mail.invitations()).allMatch(entry -> entry.status().equals("TENTATIVE"));
    } else {
      assertThat(mail.text()).doesNotContainIgnoringCase("kennismakingsgesprek");
    }
    assertThat(mail.invitations())
        .as("one calendar entry for each session that has a start")
        .hasSameSizeAs(edition.path("sessions").findValues("startsAt"))
        .allMatch(entry -> entry.method().equals("REQUEST"))
        .extracting(entry -> entry.uid())
        .doesNotHaveDuplicates();
    assertThat(mail.invitations())
        .as("each with the times and the SEQUENCE of the catalogue")
        .extracting(entry -> entry.startsAt() + " " + entry.sequence())
        .containsExactlyInAnyOrderElementsOf(
            edition
                .path("sessions")
                .valueStream()
                .filter(session -> session.has("startsAt"))
                .map(session ->
                    Instant.parse(session.path("startsAt").asString())
                        + " "
                        + session.path("sequence").asInt())
                .toList());
  }

  @Test
  void keepsThePastEditionsAndTakesNoRegistrationForThem() {
    for (String slug : List.of(PROGRAMMES.getFirst().slug(), "de-droom-van-elke-burgemeester")) {
      JsonNode past =
          editions(slug).stream()
              .filter(edition -> edition.path("status").asString().equals("PAST"))
              .findFirst()
              .orElseThrow();
      Answer answer =
          Applicant.named("Laura", "Laat").register(product.portal(), past.path("id").asString());
      assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    }
    JsonNode course =
        editions(PROGRAMMES.getFirst().slug()).stream()
            .filter(edition -> edition.path("status").asString().equals("PAST"))
            .findFirst()
            .orElseThrow();
    assertThat(course.path("sessions").get(0).path("startsOn").asString()).isEqualTo("2019-10-09");
    assertThat(course.path("sessions").get(0).has("startsAt")).isFalse();
    assertThat(
            product
                .portal()
                .with("Accept", "text/html")
                .get("/programmes/" + PROGRAMMES.getFirst().slug())
                .text())
        .as("what the document leaves open")
        .contains("volgt");
  }

  @Test
  void sendsTheBrochureAndTellsTheOffice() {
    Applicant mayor = Applicant.named("Bas", "Burgemeester");
    Api portal = product.portal();

    Answer answer =
        portal
            .with("Idempotency-Key", mayor.key())
            .post(
                "/v1/brochure-requests",
                Map.of(
                    "programme", "de-droom-van-elke-burgemeester",
                    "salutation", "MR",
                    "name", "Bas Burgemeester",
                    "email", mayor.email(),
                    "telephone", "0343 123456",
                    "address", "Markt 1, 3961 BC Wijk bij Duurstede",
                    "privacyStatementAccepted", true));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().path("id").asString()).isNotBlank();
    await("the brochure mail and the notice to the office")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(product.inbox().to(mayor.email())).hasSize(1);
          assertThat(product.inbox().all())
              .filteredOn(mail -> !mail.to().contains(mayor.email()))
              .filteredOn(mail -> mail.text().contains(mayor.email()))
              .hasSize(1);
        });
    assertThat(
            product.staff().list("/v1/brochure-requests").stream()
                .map(request -> request.path("email").asString()))
        .contains(mayor.email());
  }

  private static JsonNode bookableSample(String slug) {
    List<JsonNode> open =
        editions(slug).stream()
            .filter(edition -> edition.path("sample").asBoolean())
            .filter(edition -> edition.path("status").asString().equals("OPEN"))
            .toList();
    assertThat(open).as("bookable sample editions of %s", slug).hasSize(1);
    return open.getFirst();
  }

  private static List<JsonNode> editions(String slug) {
    return product.portal().list("/v1/editions?programme=" + slug);
  }
}
