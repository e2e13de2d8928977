package nl.leergang.e2e.faults.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.ServiceToken;
import tools.jackson.databind.json.JsonMapper;

/** What somebody gets who is not staff, or asks for what is somebody else's. */
final class Strangers implements Attack {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private static final List<String> PAGES =
      List.of(
          "/staff",
          "/en/staff",
          "/staff/registrations",
          "/staff/mails",
          "/staff/notifications",
          "/staff/brochure-requests",
          "/staff/parked",
          "/staff/registrations/1",
          "/staff/editions/1");

  private static final List<String> LISTS =
      List.of("/v1/registrations", "/v1/brochure-requests", "/v1/notifications");

  private static final List<String> VERBS =
      List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");

  private final int guesses;
  private final long seed;

  Strangers(int guesses, long seed) {
    this.guesses = guesses;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "strangers, guessed and forged values";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) throws Exception {
    Map<String, Object> fields = People.registration(target, "vreemd" + seed);
    Answer made = target.api().post("/v1/registrations", fields);
    String id = made.json().path("id").asString("");
    massAssignment(target, found);
    withoutLogin(target, id, found);
    verbs(target, id, found);
    guessedIds(target, id, found);
    portalTokens(target, id, found);
    thankYou(target, found);
    return Map.of("guesses", guesses, "registration", made.status());
  }

  private static void massAssignment(Target target, Weaknesses found) {
    Map<String, String> form = new LinkedHashMap<>();
    People.registration(target, "veel")
        .forEach((name, value) -> form.put(name, String.valueOf(value)));
    String wanted = "00000000-0000-4000-8000-000000000001";
    form.putAll(
        Map.of(
            "id",
            wanted,
            "_id",
            wanted,
            "status",
            "WAITLISTED",
            "position",
            "99",
            "reference",
            "EIGEN",
            "submittedAt",
            "1999-01-01T00:00:00Z"));
    Answer answer = target.api().postForm("/v1/registrations", form);
    String text = answer.text();
    found.unless(
        !text.contains(wanted)
            && !text.contains("WAITLISTED")
            && !text.contains("EIGEN")
            && !text.contains("1999-"),
        Weakness.MASS_ASSIGNMENT,
        "form -> " + answer);
  }

  private static void withoutLogin(Target target, String id, Weaknesses found) {
    List<String> paths = new ArrayList<>(PAGES);
    paths.add("/staff/registrations/" + id);
    paths.add("/staff/editions/" + target.edition());
    for (String path : paths) {
      Answer answer = target.api().with("Accept", "text/html").get(path);
      found.unless(
          answer.status() == 401
              || answer.status() == 403
              || answer.status() == 404
              || answer.status() / 100 == 3 && answer.header("Location").contains("/staff/login"),
          Weakness.STAFF_WITHOUT_LOGIN,
          path + " -> " + answer);
    }
    for (String list : LISTS) {
      for (String path : List.of(list, list + "/" + id, list + "?q=" + People.MARK)) {
        stranger(path, target.api().get(path), found);
        stranger(
            path,
            target.api().with("X-Original-URL", path).with("X-Forwarded-User", "admin").get(path),
            found);
      }
    }
  }

  private static void stranger(String what, Answer answer, Weaknesses found) {
    found.unless(
        Set.of(400, 401, 403, 404).contains(answer.status()),
        Weakness.STAFF_WITHOUT_LOGIN,
        what + " -> " + answer.status());
    found.unless(
        !answer.text().contains(People.MARK), Weakness.SHOWN_TO_STRANGER, what + " -> " + answer);
  }

  private static void verbs(Target target, String id, Weaknesses found) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String verb : VERBS) {
      for (String path :
          List.of(
              "/v1/registrations/" + id, "/v1/notifications", "/v1/editions/" + target.edition())) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(target.portal().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                    verb,
                    verb.equals("HEAD") || verb.equals("OPTIONS")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}"));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        boolean harmless =
            verb.equals("OPTIONS") || (verb.equals("HEAD") && path.startsWith("/v1/editions"));
        found.unless(
            harmless || answer.statusCode() >= 400,
            Weakness.STAFF_WITHOUT_LOGIN,
            verb + " " + path + " -> " + answer.statusCode());
      }
    }
  }

  /** Like an existing one to somebody without the right; unknown to somebody with it. */
  private void guessedIds(Target target, String id, Weaknesses found) {
    Random random = new Random(seed);
    for (int i = 0; i < Math.max(5, guesses / 20); i++) {
      String guess = new UUID(random.nextLong(), random.nextLong()).toString();
      Answer nobody = target.api().get("/v1/registrations/" + guess);
      Answer real = target.api().get("/v1/registrations/" + id);
      found.unless(
          nobody.status() == real.status() && nobody.text().replace(guess, id).equals(real.text()),
          Weakness.SHOWN_TO_STRANGER,
          "an id that exists is told from one that does not: " + nobody + " and " + real);
      Answer staff = target.staff().get("/v1/registrations/" + guess);
      found.unless(
          staff.status() == 404, Weakness.SHOWN_TO_STRANGER, "guessed id as staff -> " + staff);
    }
    // An id of one kind is none of another.
    for (String path :
        List.of(
            "/v1/brochure-requests/", "/v1/notifications/", "/v1/editions/", "/v1/programmes/")) {
      Answer staff = target.staff().get(path + id);
      found.unless(staff.status() == 404, Weakness.SHOWN_TO_STRANGER, path + id + " -> " + staff);
    }
  }

  private static void portalTokens(Target target, String id, Weaknesses found) {
    byte[] other = "Sleutel die iemand heeft geraden, ook lang".getBytes(StandardCharsets.UTF_8);
    String good = ServiceToken.of(target.tokenKey(), List.of("staff"), 50);
    String[] parts = good.split("\\.");
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("none", "");
    tokens.put("another key", ServiceToken.of(other, List.of("staff"), 50));
    tokens.put("an empty key", ServiceToken.of(new byte[1], List.of("staff"), 50));
    tokens.put("expired", ServiceToken.of(target.tokenKey(), List.of("staff"), -60));
    tokens.put("an hour ahead", ServiceToken.of(target.tokenKey(), List.of("staff"), 3_600));
    tokens.put("no right", ServiceToken.of(target.tokenKey(), List.of(), 50));
    tokens.put(
        "other rights", ServiceToken.of(target.tokenKey(), List.of("STAFF", "admin", "*"), 50));
    tokens.put("no algorithm", part(Map.of("alg", "none")) + "." + parts[1] + ".");
    tokens.put(
        "no algorithm, signed", part(Map.of("alg", "None")) + "." + parts[1] + "." + parts[2]);
    tokens.put("other algorithm", part(Map.of("alg", "HS512")) + "." + parts[1] + "." + parts[2]);
    tokens.put(
        "other content",
        parts[0]
            + "."
            + part(Map.of("sub", "x", "rights", List.of("staff"), "exp", 9_999_999_999L))
            + "."
            + parts[2]);
    tokens.put("signature cut", parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20));
    tokens.put("no signature", parts[0] + "." + parts[1] + ".");
    Map<String, List<String>> calls =
        Map.of(
            "registration",
                List.of("/v1/registrations", "/v1/registrations/" + id, "/v1/brochure-requests"),
            "notification", List.of("/v1/notifications", "/v1/parked-events"),
            "schedule", List.of("/v1/parked-events"));
    calls.forEach((service, paths) ->
        paths.forEach(path ->
            tokens.forEach((kind, token) -> {
              Api api = new Api(target.door(service));
              Answer answer =
                  (token.isEmpty() ? api : api.with("Authorization", "Bearer " + token)).get(path);
              found.unless(
                  Set.of(401, 403).contains(answer.status()),
                  Weakness.FORGED_VALUE,
                  "%s %s with token: %s -> %s".formatted(service, path, kind, answer));
            })));
    URI schedule = target.door("schedule");
    for (String action : List.of("reschedule", "cancel")) {
      String path =
          "/v1/editions/%s/sessions/%s/%s"
              .formatted(target.edition(), StaffForms.session(target), action);
      tokens.forEach((kind, token) -> {
        Api api = new Api(schedule);
        Answer answer =
            (token.isEmpty() ? api : api.with("Authorization", "Bearer " + token))
                .post(path, Map.of());
        found.unless(
            Set.of(401, 403).contains(answer.status()),
            Weakness.FORGED_VALUE,
            "schedule %s with token: %s -> %s".formatted(action, kind, answer));
      });
    }
  }

  private static String part(Map<String, ?> json) {
    return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
  }

  private void thankYou(Target target, Weaknesses found) {
    long now = System.currentTimeMillis() / 1000;
    String good = sealed(target, "thank-you", now + 600);
    Answer shown = target.api().get("/thank-you?v=" + good);
    found.unless(
        shown.status() == 200 && shown.text().contains("TEST1-TEST2"),
        Weakness.FORGED_VALUE,
        "the attack itself is wrong: a good value -> " + shown.status());
    String[] halves = good.split("\\.");
    String[] others = sealed(target, "thank-you", now + 601).split("\\.");
    List<String> values = new ArrayList<>();
    values.add(sealed(target, "thank-you", now - 1));
    values.add(sealed(target, "session", now + 600));
    values.add(halves[0] + "." + others[1]);
    values.add(halves[0] + ".");
    values.add(halves[0]);
    values.add("." + halves[1]);
    Random random = new Random(seed);
    for (int i = 0; i < guesses; i++) {
      int at = random.nextInt(good.length() - 1);
      if (i % 2 == 0 && good.charAt(at) != '.') {
        char other = good.charAt(at) == 'x' ? 'y' : 'x';
        values.add(good.substring(0, at) + other + good.substring(at + 1));
      } else {
        byte[] guess = new byte[32];
        random.nextBytes(guess);
        values.add(halves[0] + "." + BASE64.encodeToString(guess));
      }
    }
    for (String value : values) {
      // The last character of 32 bytes in base64 has bits that mean nothing.
      Answer answer = target.api().get("/thank-you?v=" + value);
      found.unless(
          answer.status() == 410 && !answer.text().contains("TEST1-TEST2"),
          Weakness.FORGED_VALUE,
          "thank-you page with " + value + " -> " + answer.status());
    }
  }

  /** As the portal seals it; so an expired one need not be waited for. */
  private static String sealed(Target target, String purpose, long until) {
    Map<String, Object> thanks = new LinkedHashMap<>();
    thanks.put("status", "CONFIRMED");
    thanks.put("reference", "TEST1-TEST2");
    thanks.put("position", null);
    thanks.put("editionId", target.edition());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("thanks", thanks);
    content.put("until", until);
    byte[] data = JsonMapper.shared().writeValueAsBytes(content);
    byte[] key = hmac(target.tokenKey(), ("portal/" + purpose).getBytes(StandardCharsets.UTF_8));
    return BASE64.encodeToString(data) + "." + BASE64.encodeToString(hmac(key, data));
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
