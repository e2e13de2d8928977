package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import nl.leergang.portal.PortalFixture.Visitor;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody sends by accident. */
class HostileRequestsTest {

  private final Visitor stranger = PortalFixture.visitor();

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @Test
  void leavesTheRefusalOfAMultipartBodyToTheService() {
    SERVICES.answer(
        "POST", "/v1/registrations", Answer.problem(415, "{\"code\":\"unsupported-media-type\"}"));
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x")) {
      HttpResponse<String> answer = stranger.post("/v1/registrations", type, "--x\r\n");
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
    }
  }

  @Test
  void answersWithAProblemWhatTheContainerRefuses() {
    for (String path : List.of("/v1/programmes/a%2Fb", "/v1/editions/%00", "/v1/editions/%c3%28")) {
      HttpResponse<String> answer = stranger.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(path)
          .hasValue("application/problem+json");
      assertThat(answer.body()).contains("\"code\":\"bad-request\"");
    }
  }

  @Test
  void refusesABodyOfAnyTypeAtAll() {
    for (String path : List.of("/bestaat-niet", "/v1/bestaat-niet", "/staff")) {
      HttpResponse<String> answer = stranger.post(path, "*/*", "");
      assertThat(answer.statusCode()).as(path).isEqualTo(415);
    }
  }

  @Test
  void sendsOnWithoutRepeatingTheHost() {
    HttpResponse<String> form = stranger.get("/staff/login");
    HttpResponse<String> answer =
        stranger.submit(
            "/staff/login",
            Map.of(
                "account",
                "admin",
                "password",
                PortalFixture.PASSWORD,
                "next",
                "//kwaad.example",
                "_csrf",
                PortalFixture.csrf(form.body())));
    assertThat(answer.headers().firstValue("Location")).hasValue("/staff");
  }

  @Test
  void keepsAFormThatIsShownAgainFromSharedCaches() {
    SERVICES.answer("POST", "/v1/registrations", Answer.problem(400, "{\"errors\":[]}"));
    HttpResponse<String> page = stranger.submit("/v1/registrations", Map.of("givenName", "Noor"));
    assertThat(page.body()).contains("value=\"Noor\"");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
  }

  @Test
  void tellsWhomToWriteToOfAWeakness() {
    HttpResponse<String> answer = stranger.get("/.well-known/security.txt");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
    assertThat(answer.body()).startsWith("Contact: mailto:veilig@leergang.example\n");
    String expires = answer.body().lines().toList().get(1).replace("Expires: ", "");
    assertThat(Instant.parse(expires))
        .isAfter(Instant.now().plus(30, ChronoUnit.DAYS))
        .isBefore(Instant.now().plus(365, ChronoUnit.DAYS));
  }
}
