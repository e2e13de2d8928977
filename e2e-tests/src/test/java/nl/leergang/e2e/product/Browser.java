package nl.leergang.e2e.product;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A visitor with the installed Chromium. */
public final class Browser implements AutoCloseable {

  private static final String SCREENSHOTS = System.getProperty("leergang.screenshots", "");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final Page page;
  private final URI origin;

  private Browser(URI origin) {
    this.origin = origin;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("nl-NL")
                .setTimezoneId("Europe/Amsterdam")
                .setViewportSize(1280, 900));
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
  }

  public static Browser open(URI origin) {
    return new Browser(origin);
  }

  private static Path executable() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "The browser tests need Chromium. Install it: apt-get install -y chromium"));
  }

  /** Whether this run is for the documentation, which shows the four real programmes only. */
  public static boolean takesPictures() {
    return !SCREENSHOTS.isBlank();
  }

  public Page page() {
    return page;
  }

  public String text() {
    return page.locator("body").innerText();
  }

  public void visit(String path) {
    Response response = page.navigate(origin.resolve(path).toString());
    if (response != null && response.status() >= 400) {
      throw new AssertionError("%s: %d\n%s".formatted(path, response.status(), text()));
    }
  }

  public void fill(String field, String value) {
    page.locator("[name='" + field + "']").fill(value);
  }

  /** From the programme's page through the form to the thank-you page; the reference on it. */
  public String register(String programme, String edition, Applicant person) {
    visit("/programmes/" + programme);
    page.locator("a[href$='/editions/" + edition + "/register']").first().click();
    fill("givenName", person.givenName());
    fill("familyName", person.familyName());
    fill("email", person.email());
    page.locator("[name='privacyStatementAccepted']").check();
    submit();
    page.waitForURL("**/thank-you**");
    return page.locator(".reference").first().innerText();
  }

  public void submit() {
    page.locator("main form button[type='submit']").first().click();
  }

  /** For the documentation, where {@code -Dleergang.screenshots=FOLDER} asks for it. */
  public void picture(String name) {
    picture(name, false);
  }

  /** The same of the whole page, also what one would scroll to. */
  public void pictureOfAll(String name) {
    picture(name, true);
  }

  private void picture(String name, boolean all) {
    if (takesPictures()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(SCREENSHOTS, name + ".png"))
              .setFullPage(all)
              .setAnimations(ScreenshotAnimations.DISABLED));
    }
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
