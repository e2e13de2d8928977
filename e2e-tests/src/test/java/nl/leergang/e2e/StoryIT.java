package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.Browser;
import nl.leergang.e2e.product.Invitation;
import nl.leergang.e2e.product.Mail;
import nl.leergang.e2e.product.SharedProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The main job, as the people who do it see it: a participant finds a programme and registers; the
 * office finds the registration and moves a session; the participant's calendar follows.
 */
class StoryIT {

  private static final String PROGRAMME = "sturen-en-leidinggeven-vanuit-vertrouwen";
  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  private final SharedProduct product = SharedProduct.running();
  private final Browser browser = Browser.open(product.portal().origin());

  @AfterEach
  void closeBrowser() {
    browser.close();
  }

  @Test
  void bringsARegistrationAndAMovedSessionToEveryoneConcerned() {
    JsonNode edition =
        product.portal().list("/v1/editions?programme=" + PROGRAMME).stream()
            .filter(candidate -> candidate.path("sample").asBoolean())
            .findFirst()
            .orElseThrow();
    Applicant person = Applicant.named("Noor", "van Dijk");

    lookAround(edition);
    String reference = register(edition, person);

    Mail confirmation = onlyMailTo(person);
    assertThat(confirmation.subject()).containsIgnoringCase("bevestig");
    assertThat(confirmation.text()).contains(reference);
    assertThat(confirmation.html()).contains(reference);
    assertThat(confirmation.to()).containsExactly(person.email());
    assertThat(confirmation.invitations())
        .as("one entry for each session that has a start")
        .hasSameSizeAs(edition.path("sessions").findValues("startsAt"));
    Mail notice = noticeAbout(person);
    assertThat(notice.text()).contains(person.familyName(), "PO-2027-001", "Rolstoeltoegankelijk");

    signIn();
    findRegistration(edition, person);
    JsonNode session = edition.path("sessions").get(1);
    LocalDateTime newStart =
        LocalDateTime.ofInstant(Instant.parse(session.path("startsAt").asString()), AMSTERDAM)
            .plusDays(7)
            .withHour(13)
            .withMinute(0);
    move(edition, session, newStart);

    await("the mail about the move")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(product.inbox().to(person.email())).hasSize(2));
    Mail update = product.inbox().to(person.email()).getLast();
    assertThat(update.text()).contains("De zaal is bezet", "13.00");
    List<Invitation> entries = update.invitations();
    assertThat(entries).hasSize(1);
    Invitation moved = entries.getFirst();
    Invitation before =
        confirmation.invitations().stream()
            .filter(entry -> entry.uid().equals(moved.uid()))
            .findFirst()
            .orElseThrow();
    assertThat(moved.method()).isEqualTo("REQUEST");
    assertThat(moved.sequence()).isGreaterThan(before.sequence());
    assertThat(before.startsAt()).isEqualTo(Instant.parse(session.path("startsAt").asString()));
    assertThat(moved.startsAt()).isEqualTo(newStart.atZone(AMSTERDAM).toInstant());
    if (Browser.takesPictures()) {
      browser.page().navigate(product.inbox().pageOfNewest(person.email()));
      browser.pictureOfAll("inbox-move");
    }
  }

  private void lookAround(JsonNode edition) {
    browser.visit("/");
    assertThat(browser.text())
        .contains("Samenwerken en vertrouwen", "De droom van elke burgemeester");
    browser.picture("catalogue");
    browser.page().locator("a[href='/programmes/" + PROGRAMME + "']").first().click();
    browser.page().waitForURL("**/programmes/" + PROGRAMME);
    for (JsonNode session : edition.path("sessions")) {
      assertThat(browser.text()).contains(session.path("title").asString());
    }
    browser.picture("programme");
  }

  private String register(JsonNode edition, Applicant person) {
    String form = "/editions/" + edition.path("id").asString() + "/register";
    browser.page().locator("a[href='" + form + "']").first().click();
    browser.page().waitForURL("**" + form);
    browser.fill("givenName", person.givenName());
    browser.fill("email", "noor.vandijk");
    browser.fill("organisation", "Gemeente Wijk bij Duurstede");
    browser.fill("purchaseOrderNumber", "PO-2027-001");
    browser.fill("remarks", "Rolstoeltoegankelijk, graag");
    browser.submit();
    assertThat(browser.page().locator("[name='familyName']").getAttribute("aria-invalid"))
        .isEqualTo("true");
    assertThat(browser.page().locator("[name='organisation']").inputValue())
        .isEqualTo("Gemeente Wijk bij Duurstede");
    browser.picture("form-errors");
    browser.fill("familyName", person.familyName());
    browser.fill("email", person.email());
    browser.page().locator("[name='privacyStatementAccepted']").check();
    browser.submit();
    browser.page().waitForURL("**/thank-you**");
    assertThat(browser.page().url()).doesNotContain("Noor").doesNotContain("example.org");
    browser.picture("thank-you");
    return browser.page().locator(".reference").first().innerText();
  }

  private Mail onlyMailTo(Applicant person) {
    await("the confirmation")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(product.inbox().to(person.email())).hasSize(1));
    return product.inbox().to(person.email()).getFirst();
  }

  private Mail noticeAbout(Applicant person) {
    return await("the notice to the office")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                product.inbox().all().stream()
                    .filter(mail -> !mail.to().contains(person.email()))
                    .filter(mail -> mail.text().contains(person.email()))
                    .toList(),
            notices -> notices.size() == 1)
        .getFirst();
  }

  private void signIn() {
    browser.visit("/staff/login");
    browser.fill("account", "admin");
    browser.fill("password", product.adminPassword());
    browser.submit();
    browser.page().waitForURL(url -> url.contains("/staff") && !url.contains("/login"));
  }

  private void findRegistration(JsonNode edition, Applicant person) {
    browser.visit("/staff");
    assertThat(browser.text()).contains("Sturen en leidinggeven vanuit vertrouwen");
    browser.visit("/staff/editions/" + edition.path("id").asString());
    browser.pictureOfAll("staff-edition");
    browser.fill("q", "dijk");
    browser.page().locator("form[role='search'] button").click();
    browser.page().waitForURL("**q=dijk**");
    Locator row =
        browser.page().locator("tr").filter(new Locator.FilterOptions().setHasText(person.email()));
    assertThat(row.innerText())
        .contains("Noor", "PO-2027-001", "Gemeente Wijk bij Duurstede", "Rolstoeltoegankelijk");
  }

  private void move(JsonNode edition, JsonNode session, LocalDateTime newStart) {
    browser.visit("/staff/editions/" + edition.path("id").asString());
    browser
        .page()
        .locator("a[href$='/sessions/" + session.path("id").asString() + "/reschedule']")
        .click();
    browser.page().waitForURL("**/reschedule");
    browser.fill("startDate", newStart.toLocalDate().toString());
    browser.fill("startTime", newStart.toLocalTime().toString());
    browser.fill("endDate", newStart.toLocalDate().toString());
    browser.fill("endTime", newStart.toLocalTime().plusHours(4).toString());
    browser.fill("locationName", "De Krakeling");
    browser.fill("locationCity", "Utrecht");
    browser.fill("reason", "De zaal is bezet");
    browser.page().locator("button[value='preview']").click();
    Locator confirm = browser.page().locator("button[value='confirm']");
    confirm.waitFor();
    assertThat(browser.page().locator(".compare__new").innerText()).contains("13.00", "Utrecht");
    assertThat(browser.page().locator(".impact").innerText()).containsPattern("[1-9]");
    assertThat(
            product
                .portal()
                .get("/v1/editions/" + edition.path("id").asString())
                .json()
                .path("sessions"))
        .as("looking at it moves nothing")
        .isEqualTo(edition.path("sessions"));
    browser.picture("move-preview");
    confirm.click();
    browser.page().waitForURL("**done=moved**");
  }
}
