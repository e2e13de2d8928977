package nl.leergang.e2e.faults.hostile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.leergang.e2e.product.Answer;

/** Forms that another site sends, ways out after the login, sessions and their cookies. */
final class StaffForms implements Attack {

  private static final String EVIL = "https://kwaad.example";

  private static final List<String> WAYS_OUT =
      List.of(
          EVIL,
          "//kwaad.example",
          "/\\kwaad.example",
          "\\\\kwaad.example",
          "/staff//kwaad.example/..",
          "https:kwaad.example",
          "javascript:alert(1)",
          "/en//kwaad.example",
          "/staff@kwaad.example",
          "/staff/../..//kwaad.example",
          "/\t/kwaad.example",
          "/%2f/kwaad.example",
          " //kwaad.example",
          "/staff\r\nLocation: " + EVIL,
          ".kwaad.example",
          "/staff/login?next=" + EVIL);

  @Override
  public String name() {
    return "foreign forms, ways out, sessions";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) {
    foreignForms(target, found);
    foreignCalls(target, found);
    waysOut(target, found);
    sessions(target, found);
    return Map.of("waysOut", WAYS_OUT.size());
  }

  private static void foreignForms(Target target, Weaknesses found) {
    String move =
        "/staff/editions/%s/sessions/%s/reschedule".formatted(target.edition(), session(target));
    for (String path : List.of("/staff/logout", move)) {
      Visit own = new Visit(target);
      own.logIn("");
      String token = own.token();
      refused(path + " without a token", own.withToken("").submit(path, moved()), found);
      refused(path + " with a wrong token", own.withToken("geraden").submit(path, moved()), found);
      refused(
          path + " from elsewhere", own.withToken(token).from(EVIL).submit(path, moved()), found);
      refused(
          path + " from nowhere", own.withToken(token).from("null").submit(path, moved()), found);
    }
    Visit login = new Visit(target);
    login.get("/staff/login");
    Map<String, String> pair = Map.of("account", "admin", "password", target.adminPassword());
    refused("login without a token", login.withToken("").submit("/staff/login", pair), found);
  }

  /** What has no token: a cookie alone must not do, and another site's page never. */
  private static void foreignCalls(Target target, Weaknesses found) {
    String path =
        "/v1/editions/%s/sessions/%s/reschedule".formatted(target.edition(), session(target));
    Visit own = new Visit(target);
    own.logIn("");
    for (String origin :
        List.of(
            EVIL, "null", "http://127.0.0.1.kwaad.example", target.portal() + ".kwaad.example")) {
      refused("call from " + origin, own.from(origin).submit(path, moved()), found);
      refused(
          "call with Basic from " + origin,
          target.staff().with("Origin", origin).post(path, moved()),
          found);
    }
    String cookie = "leergang-session=" + own.cookies().get("leergang-session");
    refused(
        "call with a cookie only", target.api().with("Cookie", cookie).post(path, moved()), found);
  }

  private static Map<String, String> moved() {
    return Map.of(
        "startsAt",
        "2035-03-01T10:00:00Z",
        "startDate",
        "2035-03-01",
        "startTime",
        "10:00",
        "step",
        "confirm");
  }

  private static void refused(String what, Answer answer, Weaknesses found) {
    found.unless(
        Set.of(401, 403).contains(answer.status()), Weakness.FOREIGN_FORM, what + " -> " + answer);
  }

  private static void waysOut(Target target, Weaknesses found) {
    for (String way : WAYS_OUT) {
      Answer answer = new Visit(target).logIn(way);
      String location = answer.header("Location");
      found.unless(
          answer.status() / 100 == 3 && location.matches("/(?![/\\\\])[A-Za-z0-9/_?=-]*"),
          Weakness.OPEN_REDIRECT,
          "next=%s -> %s %s".formatted(way, answer.status(), location));
    }
  }

  private static void sessions(Target target, Weaknesses found) {
    Visit brought = new Visit(target).carrying("leergang-session", "meegebracht");
    brought.logIn("");
    String session = brought.cookies().getOrDefault("leergang-session", "");
    found.unless(
        !session.equals("meegebracht"),
        Weakness.SESSION,
        "the session that was brought along is kept");
    Visit stranger = new Visit(target).carrying("leergang-session", "meegebracht");
    notIn("the session that was brought along", stranger, found);
    Visit second = new Visit(target);
    second.logIn("");
    found.unless(
        !session.equals(second.cookies().get("leergang-session")),
        Weakness.SESSION,
        "two logins share a session");
    Set<String> changed = new TreeSet<>();
    for (int at : List.of(0, 5, session.length() / 2, session.length() - 2)) {
      if (at >= 0 && at < session.length()) {
        char other = session.charAt(at) == 'A' ? 'B' : 'A';
        changed.add(session.substring(0, at) + other + session.substring(at + 1));
      }
    }
    changed.add(session.replaceFirst("\\..*", "."));
    changed.add(session.replaceFirst("\\..*", ""));
    for (String value : changed) {
      notIn("a changed session", new Visit(target).carrying("leergang-session", value), found);
    }
    brought.get("/staff");
    brought.submit("/staff/logout", Map.of());
    notIn(
        "a session that was ended", new Visit(target).carrying("leergang-session", session), found);
    for (String cookie : brought.setCookies()) {
      String lower = cookie.toLowerCase();
      found.unless(
          lower.contains("httponly")
              && lower.matches(".*samesite=(lax|strict).*")
              && lower.contains("path=/"),
          Weakness.COOKIE_FLAGS,
          cookie.replaceFirst("=[^;]*", "=…"));
    }
  }

  private static void notIn(String what, Visit visit, Weaknesses found) {
    Answer answer = visit.get("/staff");
    found.unless(answer.status() != 200, Weakness.SESSION, what + " opens the console");
  }

  static String session(Target target) {
    return target
        .api()
        .get("/v1/editions/" + target.edition())
        .json()
        .path("sessions")
        .path(0)
        .path("id")
        .asString("");
  }
}
