package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.portal.PortalFixture.Visitor;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicFormsTest {

  private static final List<String> TYPED =
      List.of(
          "givenName",
          "infix",
          "familyName",
          "email",
          "telephone",
          "organisation",
          "role",
          "address.street",
          "address.houseNumber",
          "address.postalCode",
          "address.city",
          "purchaseOrderNumber",
          "costCentre",
          "remarks");
  private static final String REFUSAL =
      """
      {"status":400,"code":"invalid","errors":[
      {"field":"email","code":"email","message":"Vul een geldig e-mailadres in."},
      {"field":"familyName","code":"required","message":"Vul uw achternaam in."},
      {"field":"address.postalCode","code":"pattern","message":"Vul een postcode in."},
      {"field":"elsewhere","code":"x","message":"Iets anders."}]}\
      """;

  private final Visitor browser = PortalFixture.visitor();

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @Test
  void givesEveryRenderingItsOwnKeyAndTheVersionShown() {
    String first = browser.get("/editions/e-open/register").body();
    String second = browser.get("/editions/e-open/register").body();

    assertThat(hidden(first, "editionVersion")).isEqualTo("3");
    assertThat(hidden(first, "idempotencyKey"))
        .hasSizeGreaterThanOrEqualTo(16)
        .isNotEqualTo(hidden(second, "idempotencyKey"));
    assertThat(browser.cookies().getCookieStore().getCookies()).isEmpty();
  }

  @Test
  void redirectsToAThankYouPageThatHoldsNothingPersonal() {
    HttpResponse<String> answer = browser.submit("/v1/registrations", allFields("Sanne"));

    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().allValues("API-Version")).containsExactly("1.0.0");
    assertThat(location).startsWith("/thank-you?v=");
    HttpResponse<String> thanks = browser.get(location);
    assertThat(thanks.body()).contains("LG-7K3M9", "Uw aanmelding is ontvangen");
    assertThat(thanks.body()).doesNotContain("Sanne", "r-9");
    assertThat(thanks.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void refusesAThankYouValueThatWasTamperedWith() {
    String location =
        browser
            .submit("/v1/registrations", allFields("Sanne"))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    int middle = location.indexOf("v=") + 6;
    String forged =
        location.substring(0, middle)
            + (location.charAt(middle) == 'A' ? 'B' : 'A')
            + location.substring(middle + 1);

    assertThat(browser.get(forged).statusCode()).isEqualTo(410);
  }

  @Test
  void keepsEverythingTypedAndShowsAllErrorsAtOnce() {
    SERVICES.answer("POST", "/v1/registrations", Answer.problem(400, REFUSAL));
    Map<String, String> typed = allFields("waarde ");

    HttpResponse<String> answer = browser.submit("/v1/registrations", typed);

    assertThat(answer.statusCode()).isEqualTo(400);
    for (String field : TYPED) {
      assertThat(answer.body()).as(field).contains(typed.get(field));
    }
    assertThat(answer.body())
        .contains(
            "href=\"#f-email\"",
            "href=\"#f-familyName\"",
            "href=\"#f-address-postalCode\"",
            "Iets anders.",
            "aria-describedby=\"f-email-hint f-email-error\"",
            "<option value=\"MR\" selected=\"selected\">");
    assertThat(hidden(answer.body(), "idempotencyKey")).isEqualTo(typed.get("idempotencyKey"));
    assertThat(hidden(answer.body(), "editionVersion")).isEqualTo("2");
    assertThat(answer.body()).contains("checked=\"checked\"");
  }

  @Test
  void linksNoFieldThatNobodySees() {
    SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.problem(
            400,
            "{\"errors\":[{\"field\":\"email\",\"code\":\"x\",\"message\":\"Vul in.\"},"
                + "{\"field\":\"editionId\",\"code\":\"x\",\"message\":\"Onbekende editie.\"}]}"));

    assertThat(browser.submit("/v1/registrations", allFields("x")).body())
        .contains("Onbekende editie.", "href=\"#f-email\"")
        .doesNotContain("#f-editionId");
  }

  @Test
  void numbersSessionsAsTheProgrammeDoesAlsoWhereOneIsCancelled() {
    SERVICES.answer(
        "GET",
        "/v1/editions/e-open",
        Answer.json(200, StubServices.OPEN.replaceFirst("SCHEDULED", "CANCELLED")));

    assertThat(browser.get("/editions/e-open/register").body())
        .contains("<li value=\"2\">")
        .doesNotContain("<li value=\"1\">", "<li value=\"5\">");
  }

  @Test
  void promisesBrowsersNothingOfAFieldThatNoTokenIsFor() {
    String page = browser.get("/editions/e-open/register").body();

    for (String field : List.of("infix", "address.street", "address.houseNumber")) {
      assertThat(page).containsPattern("<input[^>]*name=\"" + field + "\"");
      assertThat(page).doesNotContainPattern("<input[^>]*name=\"" + field + "\"[^>]*autocomplete");
    }
    assertThat(page)
        .containsPattern("name=\"address.postalCode\"[^>]*autocomplete=\"postal-code\"");
  }

  @ParameterizedTest
  @CsvSource({
    "409, 400, Voor deze editie kunt u zich niet meer aanmelden",
    "422, 400, Met dit formulier hebt u al iets verzonden",
    "503, 503, We kunnen uw formulier op dit moment niet verwerken",
    "500, 500, Er ging bij ons iets mis"
  })
  void explainsOtherRefusalsAndKeepsWhatWasTyped(int status, int shown, String words) {
    SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.problem(status, "{\"status\":" + status + "}").with("Retry-After", "3"));
    Map<String, String> typed = allFields("blijft ");

    HttpResponse<String> answer = browser.submit("/v1/registrations", typed);

    assertThat(answer.statusCode()).isEqualTo(shown);
    assertThat(answer.body()).contains(words, "blijft remarks");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(hidden(answer.body(), "idempotencyKey").equals(typed.get("idempotencyKey")))
        .isEqualTo(status != 422);
  }

  @Test
  void keepsWhatWasTypedWhenTheCatalogueIsAwayToo() {
    SERVICES.answer("POST", "/v1/registrations", Answer.problem(503, "{}"));
    SERVICES.answer("GET", "/v1/editions/e-open", Answer.problem(503, "{}"));

    HttpResponse<String> answer = browser.submit("/v1/registrations", allFields("blijft "));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("blijft remarks");
  }

  @Test
  void answersInTheFormsLanguage() {
    SERVICES.answer("POST", "/v1/registrations", Answer.problem(409, "{\"status\":409}"));
    Map<String, String> fields = new LinkedHashMap<>(allFields("x"));
    fields.put("language", "en");

    HttpResponse<String> answer =
        browser.submit("/v1/registrations", fields, "Accept-Language", "nl");

    assertThat(answer.body()).contains("<html", "lang=\"en\"", "You can no longer register");
    assertThat(
            SERVICES.lastAsked("POST", "/v1/registrations").orElseThrow().header("Accept-Language"))
        .isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/editions/e-open/register", "/programmes/droom/brochure"})
  void linksThePrivacyStatementInThePagesLanguage(String form) {
    String ours = PortalFixture.PUBLIC_URL + "/privacy";
    SERVICES.answer(
        "GET",
        "/v1/programmes/droom",
        Answer.json(200, StubServices.DREAM.replace("https://voorbeeld.nl/privacy", ours)));

    assertThat(statement(browser.get(form).body())).isEqualTo("/privacy");
    assertThat(statement(browser.get("/en" + form).body())).isEqualTo("/en/privacy");
  }

  @Test
  void linksAProvidersOwnPrivacyStatementAsItIs() {
    assertThat(statement(browser.get("/en/editions/e-open/register").body()))
        .isEqualTo("https://voorbeeld.nl/privacy");
  }

  private static String statement(String page) {
    Matcher link =
        Pattern.compile("target=\"_blank\" rel=\"noopener\" href=\"([^\"]*)\"").matcher(page);
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void answersAFormThatIsTooLargeWithAPage() {
    Map<String, String> fields = new LinkedHashMap<>(allFields("x"));
    fields.put("remarks", "x".repeat(300_000));

    HttpResponse<String> answer = browser.submit("/v1/registrations", fields);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("te groot");
  }

  @Test
  void acceptsABrochureFormAndShowsItsErrors() {
    Map<String, String> fields =
        Map.of("programme", "droom", "name", "Anja", "address", "Kerkplein 2\n1234 AB Voorbeeld");

    assertThat(browser.submit("/v1/brochure-requests", fields).headers().firstValue("Location"))
        .hasValue("/thank-you/brochure");

    SERVICES.answer("POST", "/v1/brochure-requests", Answer.problem(400, REFUSAL));
    HttpResponse<String> again = browser.submit("/v1/brochure-requests", fields);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("Anja", "Kerkplein 2\n1234 AB Voorbeeld", "#f-email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "${7*7}",
        "[[${7*7}]]"
      })
  void showsHostileTextInert(String hostile) {
    SERVICES.answer("POST", "/v1/registrations", Answer.problem(400, REFUSAL));
    Map<String, String> fields = new LinkedHashMap<>();
    allFields("").keySet().forEach(name -> fields.put(name, hostile));

    String page = browser.submit("/v1/registrations", fields).body();

    assertThat(page).doesNotContain("<script", "<img", ">49<", "\"49\"");
    assertThat(page.replace("&#39;", "'")).contains(escaped(hostile));
  }

  @Test
  void forbidsScriptsAndFrames() {
    HttpResponse<String> page = browser.get("/");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'", "script-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.body()).doesNotContain("<script", "style=\"", "onclick");
  }

  @Test
  void servesHashedAssetsForAYear() {
    Matcher sheet =
        Pattern.compile("href=\"(/assets/leergang-[0-9a-f]{32}\\.css)\"")
            .matcher(browser.get("/").body());

    assertThat(sheet.find()).isTrue();
    HttpResponse<String> asset = browser.get(sheet.group(1));
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("Cache-Control").orElseThrow())
        .contains("max-age=31536000", "immutable");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static Map<String, String> allFields(String prefix) {
    Map<String, String> fields = new LinkedHashMap<>();
    TYPED.forEach(field -> fields.put(field, prefix + field));
    fields.put("salutation", "MR");
    fields.put("editionId", "e-open");
    fields.put("editionVersion", "2");
    fields.put("idempotencyKey", "0123456789abcdef-key");
    fields.put("privacyStatementAccepted", "on");
    return fields;
  }

  private static String hidden(String page, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(field.find()).as("hidden field " + name).isTrue();
    return field.group(1);
  }
}
