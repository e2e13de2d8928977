package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import org.junit.jupiter.api.Test;

/** A partner organisation's own page posts the form; a script posts JSON. */
class OtherSiteIT {

  private final SharedProduct product = SharedProduct.running();
  private final String edition = product.editionsOf(TestCatalogue.OTHER_SITE).getFirst();
  private final Api partner = product.portal().with("Origin", "https://www.burgemeesters.example");

  @Test
  void takesAPlainFormFromAnotherSiteAndAnswersWithAPage() {
    Answer answer =
        partner
            .with("Accept", "text/html,application/xhtml+xml")
            .postForm("/v1/registrations", form(Applicant.named("Petra", "Partner")));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
    assertThat(answer.header("Location")).startsWith("/").doesNotContain("Petra", "example.org");
    Answer thanks = product.portal().with("Accept", "text/html").get(answer.header("Location"));
    assertThat(thanks.status()).isEqualTo(200);
    assertThat(thanks.text()).contains("class=\"reference\"").doesNotContain("Petra");
  }

  @Test
  void answersAScriptsFormInJson() {
    Answer answer =
        partner.postForm("/v1/registrations", form(Applicant.named("Sander", "Script")));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().path("status").asString()).isEqualTo("CONFIRMED");
    assertThat(answer.json().path("reference").asString()).isNotBlank();
    assertThat(answer.json().path("submittedAt").asString()).endsWith("Z");
    assertThat(answer.header("Location")).contains(answer.json().path("id").asString());
    assertThat(answer.header("API-Version")).isNotBlank();
  }

  @Test
  void answersTheSameKeyAndBodyWithTheStoredAnswer() {
    Applicant person = Applicant.named("Dora", "Dubbelklik");
    Answer first = person.register(product.portal(), edition);
    Answer second = person.register(product.portal(), edition);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(second.status()).as(second.toString()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void namesEveryMistakeAtOnce() {
    Answer answer =
        product
            .portal()
            .post("/v1/registrations", Map.of("editionId", edition, "email", "geen-adres"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .contains("givenName", "familyName", "email", "privacyStatementAccepted");
  }

  @Test
  void refusesAFieldThatDoesNotExistInJsonAndIgnoresItInAForm() {
    Applicant person = Applicant.named("Ella", "Extra");
    Map<String, Object> json = new HashMap<>(person.registrationFor(edition));
    json.put("status", "CONFIRMED");
    Answer refused = product.portal().post("/v1/registrations", json);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().path("errors").findValuesAsString("field")).contains("status");

    Map<String, String> form = form(person);
    form.put("verstuur", "Aanmelden");
    assertThat(product.portal().postForm("/v1/registrations", form).status()).isEqualTo(201);
  }

  @Test
  void showsTheFormAgainWithEverythingThatWasTyped() {
    Map<String, String> form = form(Applicant.named("Theo", "Typfout"));
    form.put("email", "theo.typfout(at)example.org");
    form.put("organisation", "Gemeente <b>'s-Gravenhage</b> & \"zonen\"");
    form.put("address.city", "Den Haag");
    form.put("remarks", "Graag vegetarisch\nen een plek vooraan");

    Answer answer =
        product.portal().with("Accept", "text/html").postForm("/v1/registrations", form);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.text())
        .contains(
            "value=\"theo.typfout(at)example.org\"",
            "value=\"Theo\"",
            "value=\"Den Haag\"",
            "Graag vegetarisch\nen een plek vooraan",
            "aria-invalid=\"true\"")
        .doesNotContain("<b>'s-Gravenhage</b>");
  }

  @Test
  void knowsNoUnknownEdition() {
    Answer answer = Applicant.named("Olga", "Onbekend").register(product.portal(), "bestaat-niet");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .isEqualTo(List.of("editionId"));
  }

  private Map<String, String> form(Applicant person) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("editionId", edition);
    form.put("givenName", person.givenName());
    form.put("familyName", person.familyName());
    form.put("email", person.email());
    form.put("privacyStatementAccepted", "on");
    form.put("idempotencyKey", person.key());
    return form;
  }
}
