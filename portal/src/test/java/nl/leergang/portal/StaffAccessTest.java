package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.leergang.portal.PortalFixture.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StaffAccessTest {

  private static final String MOVE = "/v1/editions/e-open/sessions/s-1/reschedule";

  private final Visitor visitor = PortalFixture.visitor();

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/registrations",
    "GET, /v1/registrations/r-1",
    "GET, /v1/brochure-requests",
    "GET, /v1/notifications",
    "POST, /v1/notifications/n-1/resend",
    "POST, /v1/editions/e-open/sessions/s-1/reschedule",
    "POST, /v1/editions/e-open/sessions/s-1/cancel"
  })
  void answersNobodyWith401(String method, String path) {
    HttpResponse<String> answer = visitor.send(method, path, BodyPublishers.noBody());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(SERVICES.asked()).isEmpty();
  }

  @Test
  void mintsATokenOfAMinuteForAScriptWithBasic() throws GeneralSecurityException {
    HttpResponse<String> answer =
        visitor.get(
            "/v1/registrations?editionId=e-open",
            "Authorization",
            basic("admin", PortalFixture.PASSWORD));

    assertThat(answer.statusCode()).isEqualTo(200);
    String bearer =
        SERVICES.lastAsked("GET", "/v1/registrations").orElseThrow().header("Authorization");
    assertThat(bearer).startsWith("Bearer ");
    String[] parts = bearer.substring(7).split("\\.");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(PortalFixture.TOKEN_KEY), "HmacSHA256"));
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(mac.doFinal(signed));
    JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.path("iss").asString()).isEqualTo("leergang-portal");
    assertThat(claims.path("sub").asString()).isEqualTo("admin");
    assertThat(claims.path("rights").path(0).asString()).isEqualTo("staff");
    assertThat(claims.path("exp").asLong() - Instant.now().getEpochSecond()).isBetween(1L, 60L);
  }

  @Test
  void answersSomeoneWithoutTheRightWith403() {
    assertThat(
            visitor
                .get("/v1/registrations", "Authorization", basic("gast", "gast wachtwoord"))
                .statusCode())
        .isEqualTo(403);
    assertThat(SERVICES.asked()).isEmpty();
  }

  @Test
  void slowsDownWrongPasswordsPerAccountAndAddress() {
    int status = 0;
    for (int attempt = 0; attempt < 6; attempt++) {
      status =
          visitor
              .get("/v1/registrations", "Authorization", basic("onbekend", "fout" + attempt))
              .statusCode();
    }
    HttpResponse<String> last =
        visitor.get("/v1/registrations", "Authorization", basic("onbekend", "fout"));

    assertThat(status).isEqualTo(429);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
    assertThat(
            visitor
                .get("/v1/registrations", "Authorization", basic("admin", PortalFixture.PASSWORD))
                .statusCode())
        .as("another account")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"https://elders.example", "null", "http://127.0.0.1:1"})
  void refusesStaffPostsFromForeignOriginsEvenWithBasic(String origin) {
    HttpResponse<String> answer =
        visitor.post(
            MOVE,
            "application/json",
            "{}",
            "Origin",
            origin,
            "Authorization",
            basic("admin", PortalFixture.PASSWORD));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(SERVICES.asked()).isEmpty();
  }

  @Test
  void takesStaffPostsWithASessionFromOurOwnPagesOnly() {
    Visitor staff = PortalFixture.visitor().signedIn();

    assertThat(staff.post(MOVE, "application/json", "{}").statusCode()).isEqualTo(401);
    assertThat(
            staff.post(MOVE, "application/json", "{}", "Origin", PortalFixture.url()).statusCode())
        .isEqualTo(200);
    assertThat(staff.get("/v1/registrations").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsNobodyToTheLoginAndBack() {
    HttpResponse<String> answer = visitor.get("/staff/editions/e-open");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/staff/login?next=%2Fstaff%2Feditions%2Fe-open");
  }

  @Test
  void redirectsToNoOtherSiteAfterTheLogin() {
    String form = visitor.get("/staff/login").body();

    HttpResponse<String> answer =
        visitor.submit(
            "/staff/login",
            Map.of(
                "account",
                "admin",
                "password",
                PortalFixture.PASSWORD,
                "next",
                "//elders.example/staff",
                "_csrf",
                PortalFixture.csrf(form)));

    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/staff");
    assertThat(answer.headers().allValues("Set-Cookie").toString())
        .contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void refusesStaffFormsWithoutTheirToken() {
    Visitor staff = PortalFixture.visitor().signedIn();

    HttpResponse<String> answer =
        staff.submit("/staff/editions/e-open/sessions/s-1/cancel", Map.of("reason", "x"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(SERVICES.lastAsked("POST", "/v1/editions")).isEmpty();
    assertThat(visitor.submit("/staff/login", Map.of("account", "admin")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void endsTheSessionAtTheLogout() {
    Visitor staff = PortalFixture.visitor().signedIn();
    String stolen =
        staff.cookies().getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("leergang-session"))
            .findFirst()
            .orElseThrow()
            .getValue();
    String token = PortalFixture.csrf(staff.get("/staff").body());

    staff.submit("/staff/logout", Map.of("_csrf", token));

    assertThat(staff.get("/staff").statusCode()).isEqualTo(303);
    assertThat(visitor.get("/staff", "Cookie", "leergang-session=" + stolen).statusCode())
        .isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "-, GET, /staff/editions/nobody, 303",
    "-, GET, /v1/registrations/nobody, 401",
    "gast, GET, /v1/registrations/without-right, 403",
    "admin, GET, /v1/registrations/r-1, 200"
  })
  void writesWhoAskedAndWhatTheyGot(String actor, String method, String path, int status)
      throws InterruptedException {
    String password = actor.equals("gast") ? "gast wachtwoord" : PortalFixture.PASSWORD;
    String[] known =
        actor.equals("-") ? new String[0] : new String[] {"Authorization", basic(actor, password)};
    try (AuditLines audit = new AuditLines()) {
      HttpResponse<String> answer = visitor.send(method, path, BodyPublishers.noBody(), known);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(audit.until(path))
          .last()
          .isEqualTo(
              "actor=%s action=%s object=%s result=%d origin=127.0.0.1"
                  .formatted(actor, method, path, status));
    }
  }

  @Test
  void writesWhoseAccountAWrongPasswordWasTriedOn() throws InterruptedException {
    try (AuditLines audit = new AuditLines()) {
      visitor.get("/v1/registrations/wrong", "Authorization", basic("piet\nadmin", "fout"));

      assertThat(audit.until("/v1/registrations/wrong"))
          .endsWith(
              "actor=piet?admin action=login object=session result=Refused origin=127.0.0.1",
              "actor=- action=GET object=/v1/registrations/wrong result=401 origin=127.0.0.1");
    }
  }

  @Test
  void writesThatAFormOrAnOriginWasRefused() throws InterruptedException {
    Visitor staff = PortalFixture.visitor().signedIn();
    String form = "/staff/editions/e-open/sessions/without-token/cancel";
    String call = "/v1/notifications/from-elsewhere/resend";
    try (AuditLines audit = new AuditLines()) {
      staff.submit(form, Map.of());
      assertThat(audit.until(form))
          .last()
          .asString()
          .contains("actor=admin action=POST", " result=403 ");

      staff.post(call, "application/json", "", "Origin", "https://elders.example");
      assertThat(audit.until(call))
          .last()
          .asString()
          .contains("actor=- action=POST", " result=403 ");
    }
  }

  @Test
  void remembersAndWritesNothingOfANameThatNobodyCanHave() throws InterruptedException {
    String token = PortalFixture.csrf(visitor.get("/staff/login").body());
    Map<String, String> login =
        Map.of("account", "x".repeat(50_000), "password", "fout", "_csrf", token);
    try (AuditLines audit = new AuditLines()) {
      for (int attempt = 0; attempt < 6; attempt++) {
        assertThat(visitor.submit("/staff/login", login).statusCode()).isEqualTo(401);
      }

      assertThat(audit.until("session"))
          .last()
          .asString()
          .contains("=Refused")
          .hasSizeLessThan(200);
    }
  }

  @Test
  void keepsOnlyTheHashOfAPassword() throws IOException {
    PortalFixture.url();
    var file = PortalFixture.DATA.resolve("staff-accounts.json");

    assertThat(Files.readString(file)).contains("admin", "{pbkdf2").doesNotContain("een lang");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  static String basic(String account, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
