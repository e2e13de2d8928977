package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nl.leergang.portal.PortalFixture.Visitor;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextsTest {

  private final Visitor browser = PortalFixture.visitor();

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @Test
  void showsWhatIsKnownAndSaysWhatFollows() {
    String page = browser.get("/programmes/droom").body();

    assertThat(page)
        .contains(
            "donderdag 18 maart 2027",
            "Vanaf 18.30 uur",
            "eindtijd volgt",
            "09.00 – 17.00 uur",
            "Tijden volgen",
            "Datum volgt",
            "Locatie volgt",
            "De Langhoeve, Wijk bij Duurstede",
            "bestuurs- en organisatiewetenschappelijk perspectief",
            "naam volgt",
            "Nog 3 plaatsen vrij",
            "Voorbeeld",
            "Eerdere edities (1)",
            "Geannuleerd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/en//elders.example/x", "//elders.example/x"})
  void linksNoOtherHostOnAnErrorPage(String path) {
    HttpResponse<String> page = browser.get(path);

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("</html>").doesNotContain("elders.example");
  }

  @Test
  void promisesNoPlaceWhereAllAreTaken() {
    SERVICES.answer(
        "GET",
        "/v1/editions/e-open",
        Answer.json(200, StubServices.edition("e-open", "droom", "FULL", 10, 0, 4, "2027", false)));

    assertThat(browser.get("/editions/e-open/register").body())
        .contains("Bij dit programma hoort een kennismakingsgesprek", "op de wachtlijst")
        .doesNotContain("houden we een plaats voor u vrij");
  }

  @Test
  void namesTheLastDayToRegisterAndNotTheMidnightAfterIt() {
    dreamWith(StubServices.OPEN.replace("2027-03-01T11:00:00Z", "2027-02-28T23:00:00Z"));

    assertThat(browser.get("/programmes/droom").body())
        .contains("Aanmelden kan tot en met zondag 28 februari 2027")
        .doesNotContain("00.00 uur");
    assertThat(browser.get("/en/programmes/droom").body())
        .contains("Register until Sunday 28 February 2027 at the latest");

    dreamWith(StubServices.OPEN);
    assertThat(browser.get("/programmes/droom").body())
        .contains("Aanmelden kan tot 1 mrt 2027, 12.00 uur");
  }

  private static void dreamWith(String... editions) {
    SERVICES.answer(
        "GET",
        "/v1/programmes/droom",
        Answer.json(200, StubServices.programme(StubServices.DREAM, editions)));
  }

  @Test
  void showsWhenACancelledEditionWouldHaveBeenAndNotOnceItWouldBeOver() {
    dreamWith(StubServices.cancelled("e-off", "2027"));
    assertThat(browser.get("/programmes/droom").body())
        .contains("Start op donderdag 18 maart 2027", "Geannuleerd")
        .doesNotContain("Startdatum volgt");

    dreamWith(StubServices.cancelled("e-off", "2019"));
    assertThat(browser.get("/programmes/droom").body())
        .contains("Een nieuwe editie volgt")
        .doesNotContain("Geannuleerd", "18 maart 2019");
  }

  @Test
  void asksForEditionsOnlyWhereAProgrammeHasMoreThanItComesWith() {
    browser.get("/");
    browser.get("/programmes/droom");
    assertThat(SERVICES.lastAsked("GET", "/v1/editions")).isEmpty();

    SERVICES.answer(
        "GET",
        "/v1/programmes/droom",
        Answer.json(
            200,
            StubServices.programme(StubServices.DREAM, StubServices.OPEN)
                .replace("\"editionCount\":1", "\"editionCount\":2")));
    SERVICES.answer(
        "GET",
        "/v1/editions",
        Answer.json(200, StubServices.page(StubServices.OPEN, StubServices.PAST)));

    assertThat(browser.get("/programmes/droom").body()).contains("Eerdere edities (1)");
    assertThat(SERVICES.lastAsked("GET", "/v1/editions?programme=droom")).isPresent();
  }

  @Test
  void showsNoProviderThatIsNotKnownAndAnAddressThatFollows() {
    String page = browser.get("/programmes/droom").body();

    assertThat(page).contains("070-373 8383", "E-mailadres volgt").doesNotContain("Aanbieder");
    assertThat(browser.get("/programmes/vertrouwen").body())
        .contains("Aanbieder")
        .doesNotContain("E-mailadres volgt");
  }

  @Test
  void promisesABrochureOnlyWhereThereIsOne() {
    dreamWith();
    String offer = "Vraag de brochure aan om meer over het programma te lezen.";

    assertThat(browser.get("/programmes/droom").body()).contains(offer);
    SERVICES.answer(
        "GET",
        "/v1/programmes/droom",
        Answer.json(
            200,
            StubServices.programme(StubServices.DREAM)
                .replace("\"admission\"", "\"brochure\":false,\"admission\"")));
    assertThat(browser.get("/programmes/droom").body())
        .contains("Een nieuwe editie volgt.")
        .doesNotContain(offer);
  }

  @Test
  void countsInSingularAndPlural() {
    assertThat(browser.get("/").body()).contains(">2 programma’s<");
    SERVICES.answer(
        "GET",
        "/v1/programmes",
        Answer.json(200, StubServices.page(StubServices.programme(StubServices.TRUST))));
    assertThat(browser.get("/").body()).contains(">1 programma<");
    assertThat(browser.get("/en").body()).contains(">1 programme<");
    assertThat(browser.get("/?q=niets").body()).contains(">0 van 1 programma<");
  }

  @Test
  void promisesNothingToWhoOpensAThankYouPageWithoutHavingRegistered() {
    assertThat(browser.get("/thank-you").body())
        .contains("Hebt u zich aangemeld?")
        .doesNotContain("bij ons genoteerd");
  }

  @Test
  void filtersTheOverview() {
    assertThat(browser.get("/?q=burgemeester").body())
        .contains("De droom van elke burgemeester")
        .doesNotContain("Sturen en leidinggeven");
    assertThat(browser.get("/?kind=MODULE").body()).contains("Er is geen programma");
  }

  @ParameterizedTest
  @ValueSource(strings = {"burgemeester+droom", "Wijk%20bij%20%20DROOM", "avonden", "+"})
  void findsWhatHasEachOfTheWordsWhereverThatIs(String words) {
    assertThat(browser.get("/?q=" + words).body()).contains("De droom van elke burgemeester");
    assertThat(browser.get("/?q=kwantum+" + words).body()).contains("Er is geen programma");
  }

  @Test
  void findsAModuleByTheProgrammeThatItIsPartOf() {
    String module = StubServices.TRUST.replace("\"kind\"", "\"partOf\":\"Smart Cities\",\"kind\"");
    SERVICES.answer(
        "GET",
        "/v1/programmes",
        Answer.json(200, StubServices.page(StubServices.programme(module))));

    assertThat(browser.get("/?q=smart").body()).contains("Sturen en leidinggeven");
  }

  @Test
  void offersTheEditionWithPlacesBeforeAFullOneThatIsSooner() {
    String full = StubServices.edition("e-full", "droom", "FULL", 10, 0, 4, "2027", false);
    String later = StubServices.edition("e-later", "droom", "OPEN", 10, 7, 0, "2028", false);
    SERVICES.answer(
        "GET",
        "/v1/programmes",
        Answer.json(
            200, StubServices.page(StubServices.programme(StubServices.DREAM, full, later))));
    dreamWith(full, later);

    assertThat(browser.get("/").body())
        .contains("7 plaatsen vrij", "zaterdag 18 maart 2028")
        .doesNotContain("Volgeboekt");
    assertThat(browser.get("/programmes/droom").body())
        .containsPattern("hero[^§]*/editions/e-later/register[^§]*id=\"editions\"")
        .doesNotContainPattern("hero[^§]*/editions/e-full/register[^§]*id=\"editions\"");

    dreamWith(full);
    assertThat(browser.get("/programmes/droom").body())
        .containsPattern("hero[^§]*/editions/e-full/register[^§]*id=\"editions\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/en",
        "/en/programmes/droom",
        "/en/editions/e-full/register",
        "/en/privacy",
        "/en/staff/login"
      })
  void speaksEnglishThroughout(String path) {
    String page = browser.get(path).body();

    assertThat(page).contains("lang=\"en\"").doesNotContain("??", "Aanmelden", "volgt");
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere, 404, Deze pagina is er niet",
    "/programmes/onbekend, 404, Deze pagina is er niet",
    "/en/nowhere, 404, This page does not exist"
  })
  void tellsWhatIsWrongInTheSitesOwnStyle(String path, int status, String words) {
    HttpResponse<String> answer = browser.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(words, "masthead");
  }

  @Test
  void saysThatServicesAreAwayWithRetryAfter() {
    SERVICES.answer("GET", "/v1/programmes/droom", Answer.problem(503, "{}"));

    HttpResponse<String> answer = browser.get("/programmes/droom");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("Even niet bereikbaar");
  }

  @Test
  void isAliveAndReadyWhateverTheServicesDo() throws IOException, InterruptedException {
    SERVICES.answer("GET", "/v1/programmes", Answer.problem(503, "{}"));

    assertThat(browser.get("/livez").statusCode()).isEqualTo(200);
    assertThat(browser.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(404);
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(PortalFixture.managementUrl() + "/actuator/prometheus"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("http_server_requests_seconds");
  }
}
