package nl.leergang.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at every page with axe-core in a real browser, wide and narrow, without JavaScript. */
class ReadablePagesIT {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");
  private static final Map<String, Integer> STATUS =
      Map.of("not-found", 404, "thanks-expired", 410);

  /** {@code -Dleergang.screenshots=true}: pictures for people to look at. */
  private static final boolean PICTURES = Boolean.getBoolean("leergang.screenshots");

  private static Playwright playwright;
  private static Browser browser;

  private Page page;

  @BeforeAll
  static void startsBrowser() {
    assertThat(CHROMIUM)
        .as("Chromium is missing; install it with: sudo apt-get install chromium")
        .exists();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stopsBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void opensPage() {
    PortalFixture.SERVICES.reset();
    page = newPage();
  }

  /** The policy forbids scripts, axe is one; so the policy is off here and checked elsewhere. */
  private static Page newPage() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBypassCSP(true)
                .setBaseURL(PortalFixture.url())
                .setViewportSize(1280, 900));
    return context.newPage();
  }

  @AfterEach
  void closesPage() {
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({
    "catalogue, /",
    "catalogue-en, /en",
    "catalogue-nothing-found, /?q=xyzzy",
    "programme, /programmes/droom",
    "programme-en, /en/programmes/vertrouwen",
    "register, /editions/e-open/register",
    "register-en, /en/editions/e-open/register",
    "register-waiting, /editions/e-full/register",
    "register-past, /editions/e-past/register",
    "brochure, /programmes/droom/brochure",
    "brochure-thanks, /thank-you/brochure",
    "thanks-expired, /thank-you?v=x",
    "privacy, /privacy",
    "not-found, /nowhere",
    "login, /staff/login"
  })
  void isReadable(String name, String path) {
    int status = page.navigate(path).status();
    assertThat(status).isEqualTo(STATUS.getOrDefault(name, 200));
    check(name);
  }

  @ParameterizedTest
  @CsvSource({
    "staff-editions, /staff",
    "staff-earlier-editions, /staff/earlier-editions",
    "staff-edition, /staff/editions/e-open",
    "staff-edition-en, /en/staff/editions/e-open?q=Berg",
    "staff-registration, /staff/registrations/r-1",
    "staff-brochures, /staff/brochure-requests",
    "staff-mails, /staff/notifications",
    "staff-parked, /staff/parked",
    "staff-reschedule, /staff/editions/e-open/sessions/s-1/reschedule",
    "staff-cancel, /staff/editions/e-open/sessions/s-1/cancel"
  })
  void isReadableForStaff(String name, String path) {
    signIn();
    assertThat(page.navigate(path).status()).isEqualTo(200);
    check(name);
  }

  @Test
  void showsErrorsAboveTheFormWithFocusAndEverythingTyped() {
    PortalFixture.SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.problem(
            400,
            """
            {"status":400,"code":"invalid","errors":[
            {"field":"familyName","code":"required","message":"Vul uw achternaam in."},
            {"field":"email","code":"email","message":"Vul een geldig e-mailadres in."},
            {"field":"privacyStatementAccepted","code":"required","message":"Ga akkoord met de privacyverklaring."}]}\
            """));
    page.navigate("/editions/e-open/register");
    page.getByLabel("Voornaam").fill("Sanne");
    page.getByLabel("E-mailadres").fill("sanne");
    page.getByLabel("Opmerkingen").fill("Regel één\nregel twee");
    page.getByRole(AriaRole.BUTTON, named("Aanmelding versturen")).click();

    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("summary-title");
    assertThat(page.getByLabel("Voornaam").inputValue()).isEqualTo("Sanne");
    assertThat(page.getByLabel("Opmerkingen").inputValue()).isEqualTo("Regel één\nregel twee");
    assertThat(page.getByLabel("E-mailadres").getAttribute("aria-invalid")).isEqualTo("true");
    check("register-errors");
    page.locator(".summary").getByText("Vul uw achternaam in.").click();
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("f-familyName");
  }

  @Test
  void thanksWithReferenceAndNextSteps() {
    page.navigate("/editions/e-open/register");
    page.getByLabel("Voornaam").fill("Sanne");
    page.getByRole(AriaRole.BUTTON, named("Aanmelding versturen")).click();

    assertThat(page.url()).contains("/thank-you?v=");
    assertThat(page.locator("main").textContent()).contains("LG-7K3M9");
    check("thanks");
  }

  @Test
  void thanksThoseWhoWaitWithTheirPosition() {
    PortalFixture.SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.json(
            201,
            "{\"id\":\"r\",\"reference\":\"LG-W\",\"editionId\":\"e-full\",\"status\":\"WAITLISTED\",\"position\":5}"));
    page.navigate("/en/editions/e-full/register");
    page.getByRole(AriaRole.BUTTON, named("Join the waiting list")).click();

    assertThat(page.locator("main").textContent()).contains("You are on the waiting list", "5");
    check("thanks-waiting-en");
  }

  @Test
  void showsBrochureErrors() {
    PortalFixture.SERVICES.answer(
        "POST",
        "/v1/brochure-requests",
        Answer.problem(
            400,
            "{\"status\":400,\"errors\":[{\"field\":\"address\",\"code\":\"required\",\"message\":\"Vul uw adres in.\"}]}"));
    page.navigate("/programmes/droom/brochure");
    page.getByRole(AriaRole.BUTTON, named("Brochure aanvragen")).click();

    check("brochure-errors");
  }

  @Test
  void showsThatServicesAreAway() {
    PortalFixture.SERVICES.answer("GET", "/v1/programmes", Answer.problem(503, "{}"));
    page.navigate("/");

    check("unavailable");
  }

  @Test
  void showsLoginErrors() {
    page.navigate("/staff/login");
    page.getByLabel("Account").fill("piet");
    page.getByLabel("Wachtwoord").fill("verkeerd");
    page.getByRole(AriaRole.BUTTON, named("Inloggen")).click();

    check("login-errors");
  }

  @Test
  void previewsAMoveWithOldAndNewSideBySideAndWhoIsMailed() {
    signIn();
    page.navigate("/staff/editions/e-open/sessions/s-1/reschedule");
    page.getByLabel("Begindatum").fill("2027-03-25");
    page.getByLabel("Locatie").fill("Het Klooster");
    page.getByLabel("Reden").fill("De zaal is niet beschikbaar");
    page.getByRole(AriaRole.BUTTON, named("Bekijk wat er verandert")).click();

    assertThat(page.locator(".compare__old").textContent()).contains("donderdag 18 maart 2027");
    assertThat(page.locator(".compare__new").textContent())
        .contains("donderdag 25 maart 2027", "vrijdag 26 maart 2027", "Het Klooster");
    assertThat(page.locator(".impact").textContent()).contains("3 mensen krijgen elk één e-mail");
    check("staff-preview");
    page.getByRole(AriaRole.BUTTON, named("Bevestigen en 3 e-mails versturen")).click();
    assertThat(page.locator("main").textContent()).contains("De bijeenkomst is verzet");
    check("staff-moved");
  }

  @Test
  void showsRescheduleErrors() {
    signIn();
    page.navigate("/staff/editions/e-open/sessions/s-1/reschedule");
    page.getByLabel("Begindatum").fill("2019-03-25");
    page.getByRole(AriaRole.BUTTON, named("Bekijk wat er verandert")).click();

    check("staff-reschedule-errors");
  }

  @Test
  void asksWhetherSomebodyIsSureBeforeAnEventIsGivenUp() {
    PortalFixture.SERVICES.answer(
        "POST",
        "/v1/parked-events/p-1/close-gap",
        Answer.json(200, "{\"id\":\"p-1\",\"outcome\":\"STILL_PARKED\"}"));
    signIn();
    page.navigate("/staff/parked");
    page.getByText("Gat sluiten").first().click();

    check("staff-parked-sure");
    page.getByRole(AriaRole.BUTTON, named("Gat definitief sluiten")).click();
    assertThat(page.locator("main").textContent()).contains("blijft geparkeerd");
    check("staff-parked-still");
  }

  @Test
  void keepsTheFormOfAMoveWhenTheScheduleIsAway() {
    signIn();
    page.navigate("/staff/editions/e-open/sessions/s-1/reschedule");
    page.getByLabel("Reden").fill("De zaal is niet beschikbaar");
    PortalFixture.SERVICES.answer("GET", "/v1/editions/e-open", Answer.NONE);
    page.getByRole(AriaRole.BUTTON, named("Bekijk wat er verandert")).click();

    check("staff-reschedule-away");
    PortalFixture.SERVICES.reset();
    page.getByLabel("Begindatum").fill("2027-03-25");
    page.getByRole(AriaRole.BUTTON, named("Bekijk wat er verandert")).click();
    assertThat(page.locator(".compare__new").textContent())
        .contains("donderdag 25 maart 2027", "De zaal is niet beschikbaar");
  }

  @Test
  void cancelsTheLastSessionWithoutACount() {
    PortalFixture.SERVICES.answer(
        "GET", "/v1/editions/e-open", Answer.json(200, StubServices.LAST_SESSION));
    PortalFixture.SERVICES.answer("GET", "/v1/registrations", Answer.NONE);
    signIn();
    page.navigate("/staff/editions/e-open/sessions/s-1/cancel");
    check("staff-cancel-last");
    page.navigate("/staff/editions/e-open");
    check("staff-edition-away");
  }

  private void signIn() {
    page.navigate("/staff/login");
    page.getByLabel("Account").fill("admin");
    page.getByLabel("Wachtwoord").fill(PortalFixture.PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Inloggen")).click();
    assertThat(page.url()).endsWith("/staff");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** No violation, nothing cut off at 360 pixels, and a picture to look at. */
  private void check(String name) {
    screenshot(name);
    AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
    assertThat(results.getViolations()).as(() -> name + ": " + results.getViolations()).isEmpty();
    page.setViewportSize(360, 740);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + name + " at 360 pixels")
        .isEqualTo(360);
    screenshot(name + "-360");
    page.setViewportSize(1280, 900);
  }

  private void screenshot(String name) {
    if (!PICTURES) {
      return;
    }
    try {
      Files.createDirectories(SCREENSHOTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }
}
