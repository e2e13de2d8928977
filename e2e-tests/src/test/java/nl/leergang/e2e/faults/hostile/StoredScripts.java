package nl.leergang.e2e.faults.hostile;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scripts in every field, looked at in a real browser on every page that can be reached: the site,
 * the console, the mails. The pages' policy would stop most scripts; so that it does not hide text
 * that became markup, each payload also brings an element that nobody else has.
 */
final class StoredScripts implements Attack {

  /** Calls the canary in each way that works in some context. */
  static final List<String> PAYLOADS =
      List.of(
          "<xss-canary></xss-canary><script>canary(1)</script>",
          "\"><xss-canary></xss-canary><img src=x onerror=canary(2)>",
          "'><xss-canary></xss-canary><svg onload=canary(3)>",
          "</title></textarea></style><xss-canary></xss-canary><script>canary(4)</script>",
          "\" autofocus onfocus=canary(5) data-xss=\"",
          "<a href=\"javascript:canary(6)\" data-xss>klik</a>",
          "${7*7}[[${7*7}]]__${T(java.lang.Runtime)}__::.x<xss-canary></xss-canary>",
          "<iframe srcdoc=\"<script>parent.canary(7)</script>\" data-xss></iframe>");

  private static final int MOST_OF_A_KIND = 3;

  private final int mostPages;
  private final boolean catalogueToo;

  /**
   * @param catalogueToo whether the target's catalogue has the programme of {@link #catalogueFile}
   */
  StoredScripts(int mostPages, boolean catalogueToo) {
    this.mostPages = mostPages;
    this.catalogueToo = catalogueToo;
  }

  @Override
  public String name() {
    return "stored scripts";
  }

  /** A programme with a payload in every text that a catalogue file can have. */
  static String catalogueFile() {
    String[] x =
        PAYLOADS.stream()
            .map(p -> JsonMapper.shared().writeValueAsString(p))
            .toArray(String[]::new);
    return """
    programme:
      slug: scripts
      title: %s
      kind: PROGRAMME
      admission: DIRECT
      provider: %s
      partners: [%s]
      office: {name: %s, email: scripts@example.org, telephone: 030-1234567}
      audience: %s
      summary: %s
      goals: [%s]
      results: [%s]
      competences: [%s]
      sessions:
        - number: 1
          title: %s
          speakers:
            - {titlesBefore: dr., name: %s, titlesAfter: MSc, affiliation: %s, perspective: %s}
            - {description: %s}
    editions:
      - key: scripts
        location: {name: %s, city: %s}
        sessions:
          - {number: 1, startsOn: '2034-03-07', startTime: '09:30', endTime: '16:30'}
    """
        .formatted(
            x[0], x[1], x[2], x[3], x[1], x[0], x[2], x[3], x[1], x[0], x[3], x[1], x[2], x[0],
            x[1], x[2]);
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) throws Exception {
    List<String> addresses = send(target, found);
    List<String> editions = new ArrayList<>(List.of(target.edition()));
    if (catalogueToo) {
      editions.addAll(
          target.api().list("/v1/editions?programme=scripts").stream()
              .map(e -> e.path("id").asString())
              .toList());
      found.unless(
          editions.size() == 2,
          Weakness.MARKUP,
          "the attack itself is wrong: the catalogue file was not read");
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("fields", addresses.size());
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser chromium = playwright.chromium().launch(options());
        BrowserContext context = chromium.newContext()) {
      Look look = new Look(context.newPage(), found);
      report.put("pages", look.everywhere(target, editions, mostPages));
      report.put("formShownAgain", look.formsShownAgain(target));
      report.put("mails", look.mails(target, addresses, catalogueToo ? 20 : 6));
    }
    return report;
  }

  private static BrowserType.LaunchOptions options() {
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("This needs Chromium: apt-get install -y chromium"));
    return new BrowserType.LaunchOptions()
        .setExecutablePath(chromium)
        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
  }

  /** Every free field with every payload that it takes, at once; who got in. */
  private static List<String> send(Target target, Weaknesses found) {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < PAYLOADS.size(); i++) {
      String payload = PAYLOADS.get(i);
      Map<String, Object> registration = People.registration(target, "script" + i);
      for (String field :
          List.of(
              "givenName",
              "infix",
              "familyName",
              "organisation",
              "role",
              "remarks",
              "purchaseOrderNumber",
              "costCentre")) {
        registration.put(field, payload);
      }
      registration.put(
          "address",
          Map.of("street", payload, "city", payload, "houseNumber", "1", "postalCode", "2511 AB"));
      accept(target, "/v1/registrations", registration, accepted);
      Map<String, Object> brochure = People.brochureRequest(target, "folder" + i);
      brochure.putAll(Map.of("name", payload, "address", payload, "remarks", payload));
      accept(target, "/v1/brochure-requests", brochure, accepted);
    }
    found.unless(
        accepted.size() >= PAYLOADS.size(),
        Weakness.MARKUP,
        "the attack itself is wrong: only accepted " + accepted);
    // What staff type is shown to participants and to other staff.
    String session = StaffForms.session(target);
    target
        .staff()
        .post(
            "/v1/editions/%s/sessions/%s/reschedule".formatted(target.edition(), session),
            Map.of(
                "startsAt",
                "2034-06-01T10:00:00Z",
                "reason",
                PAYLOADS.get(1),
                "location",
                Map.of("name", PAYLOADS.get(0), "city", PAYLOADS.get(2))));
    return accepted;
  }

  /** Fields that a payload is too long for are left out, so that the others get through. */
  private static void accept(
      Target target, String path, Map<String, Object> fields, List<String> accepted) {
    for (int tries = 0; tries < 10; tries++) {
      Answer answer = target.api().post(path, fields);
      if (answer.status() < 300) {
        accepted.add(String.valueOf(fields.get("email")));
        return;
      }
      for (JsonNode error : answer.json().path("errors")) {
        String field = error.path("field").asString("");
        if (field.startsWith("address.")) {
          fields.remove("address");
        } else if (List.of("givenName", "familyName", "name").contains(field)) {
          fields.put(field, "<xss-canary>");
        } else {
          fields.remove(field);
        }
      }
    }
  }

  /** What the browser sees. */
  static final class Look {

    private final Page page;
    private final Weaknesses found;

    Look(Page page, Weaknesses found) {
      this.page = page;
      this.found = found;
      page.setDefaultTimeout(20_000);
      page.exposeFunction(
          "canary",
          arguments -> {
            found.add(Weakness.SCRIPT_RAN, page.url() + " ran canary(" + List.of(arguments) + ")");
            return null;
          });
      page.onDialog(dialog -> {
        found.add(Weakness.SCRIPT_RAN, page.url() + " opened a dialog");
        dialog.dismiss();
      });
    }

    /** From page to page, a few of each kind, as visitor and as staff. */
    List<String> everywhere(Target target, List<String> editions, int most) {
      Deque<String> ahead = new ArrayDeque<>();
      logIn(target);
      editions.forEach(edition -> {
        ahead.add("/staff/editions/" + edition);
        ahead.add("/editions/" + edition + "/register");
        String session =
            new Api(target.portal())
                .get("/v1/editions/" + edition)
                .json()
                .path("sessions")
                .path(0)
                .path("id")
                .asString("");
        ahead.add("/staff/editions/%s/sessions/%s/reschedule".formatted(edition, session));
        ahead.add("/staff/editions/%s/sessions/%s/cancel".formatted(edition, session));
      });
      ahead.addAll(
          List.of(
              "/staff/notifications",
              "/staff/brochure-requests",
              "/staff",
              "/",
              "/programmes/scripts",
              "/programmes/scripts/brochure",
              "/staff/parked"));
      Map<String, Integer> kinds = new HashMap<>();
      Set<String> known = new HashSet<>();
      List<String> seen = new ArrayList<>();
      while (!ahead.isEmpty() && seen.size() < most) {
        String path = ahead.poll();
        String kind = path.replaceAll("\\?.*", "").replaceAll("/[0-9a-f-]{36}", "/{id}");
        if (!known.add(path)
            || kinds.merge(kind, 1, Integer::sum) > MOST_OF_A_KIND
            || path.contains("/logout")) {
          continue;
        }
        look(target.portal().resolve(path));
        seen.add(path.replaceAll("\\?.*", ""));
        for (Object link : (List<?>) page.evaluate("[...document.links].map(a => a.href)")) {
          String href = String.valueOf(link);
          if (href.startsWith(target.portal() + "/")) {
            ahead.add(href.substring(target.portal().toString().length()).replaceAll("#.*", ""));
          }
        }
      }
      return seen;
    }

    private void logIn(Target target) {
      page.navigate(target.portal().resolve("/staff/login").toString());
      page.locator("[name=account]").fill("admin");
      page.locator("[name=password]").fill(target.adminPassword());
      page.locator("main form button[type=submit], form button").first().click();
      page.waitForURL("**/staff**");
    }

    void look(URI address) {
      try {
        page.navigate(address.toString());
      } catch (PlaywrightException e) {
        // A file to save is no page.
        return;
      }
      elements(address.getPath());
    }

    /** In every frame, also in those that run no scripts of their own. */
    private void elements(String where) {
      for (Frame frame : page.frames()) {
        String html = frame.content();
        found.unless(
            frame.locator("xss-canary, [data-xss]").count() == 0,
            Weakness.MARKUP,
            where + " has an element that a visitor wrote");
        found.unless(
            !html.contains("[[49]]") && !html.contains(">49[[") && !html.contains("49[[$"),
            Weakness.MARKUP,
            where + " has calculated what a visitor wrote");
      }
    }

    int formsShownAgain(Target target) {
      int shown = 0;
      for (String payload : PAYLOADS) {
        for (String address :
            List.of(
                "/editions/" + target.edition() + "/register",
                "/programmes/" + target.programme() + "/brochure")) {
          page.navigate(target.portal().resolve(address).toString());
          for (var input :
              page.locator(
                      "main form input[type=text], main form input[type=email], main form input[type=tel], main form textarea")
                  .all()) {
            input.fill(payload);
          }
          page.locator("main form button[type=submit]").first().click();
          page.waitForLoadState();
          elements(address + " shown again");
          shown++;
        }
      }
      return shown;
    }

    int mails(Target target, List<String> addresses, int most) {
      Api inbox = new Api(target.inbox());
      look(target.inbox().resolve("/"));
      int seen = 0;
      for (String address : addresses) {
        if (seen >= most) {
          break;
        }
        String id =
            Awaitility.await("a mail to " + address)
                .atMost(Duration.ofSeconds(60))
                .until(
                    () ->
                        inbox
                            .get("/api/messages?to=" + Api.encode(address))
                            .json()
                            .path("items")
                            .path(0)
                            .path("id")
                            .asString(""),
                    text -> !text.isEmpty());
        look(target.inbox().resolve("/messages/" + id));
        look(target.inbox().resolve("/messages/" + id + "/html"));
        seen++;
      }
      // What the office reads about all of them.
      JsonNode office = inbox.get("/api/messages?to=bureau").json().path("items");
      for (int i = 0; i < Math.min(most, office.size()); i++) {
        String id = office.get(i).path("id").asString();
        look(target.inbox().resolve("/messages/" + id));
        look(target.inbox().resolve("/messages/" + id + "/html"));
        seen++;
      }
      return seen;
    }
  }
}
