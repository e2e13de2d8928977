package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.leergang.portal.PortalFixture.Visitor;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ApiProxyTest {

  private final Visitor script = PortalFixture.visitor();

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @Test
  void passesJsonThroughUnchangedBothWays() {
    SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.json(201, "{\"id\": \"r-1\",  \"status\":\"CONFIRMED\"}")
            .with("Location", "/v1/registrations/r-1")
            .with("Idempotency-Replayed", "true")
            .with("API-Version", "1.0.0")
            .with("Cache-Control", "no-store"));
    String body = "{\"givenName\": \"Zoë\",\n \"unknown\": 1}";

    HttpResponse<String> answer =
        script.post(
            "/v1/registrations",
            "application/json; charset=utf-8",
            body,
            "Idempotency-Key",
            "\"0123456789abcdef\"",
            "Accept-Language",
            "en");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"id\": \"r-1\",  \"status\":\"CONFIRMED\"}");
    assertThat(answer.headers().allValues("Location")).containsExactly("/v1/registrations/r-1");
    assertThat(answer.headers().allValues("Idempotency-Replayed")).containsExactly("true");
    assertThat(answer.headers().allValues("API-Version")).containsExactly("1.0.0");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    var asked = SERVICES.lastAsked("POST", "/v1/registrations").orElseThrow();
    assertThat(asked.body()).isEqualTo(body);
    assertThat(asked.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(asked.header("Idempotency-Key")).isEqualTo("\"0123456789abcdef\"");
    assertThat(asked.header("Accept-Language")).isEqualTo("en");
  }

  @Test
  void passesAFormOfAScriptThroughAsItIs() {
    String form = "givenName=Zo%C3%AB&email%5B%24ne%5D=&submit=Verstuur";

    HttpResponse<String> answer =
        script.post(
            "/v1/registrations", "application/x-www-form-urlencoded", form, "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(SERVICES.lastAsked("POST", "/v1/registrations").orElseThrow().body())
        .isEqualTo(form);
  }

  @Test
  void passesProblemsAndRetryAfterThrough() {
    SERVICES.answer(
        "POST",
        "/v1/registrations",
        Answer.problem(503, "{\"status\":503,\"code\":\"busy\"}").with("Retry-After", "2"));

    HttpResponse<String> answer = script.post("/v1/registrations", "application/json", "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).isEqualTo("{\"status\":503,\"code\":\"busy\"}");
  }

  @Test
  void passesTheQueryThroughEncoded() {
    script.get("/v1/editions?programme=droom&startsAfter=2027-01-01T00%3A00%3A00%2B01%3A00");

    assertThat(SERVICES.lastAsked("GET", "/v1/editions").orElseThrow().pathAndQuery())
        .isEqualTo("/v1/editions?programme=droom&startsAfter=2027-01-01T00%3A00%3A00%2B01%3A00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "Jan%zz", "%2", "%ff", "%+1"})
  void refusesAQueryWithABrokenEscapeAndLogsNothingOfIt(String query, CapturedOutput output) {
    for (String path : List.of("/v1/editions", "/v1/registrations", "/", "/staff/login")) {
      String answer = raw("GET " + path + "?q=geheim" + query + " HTTP/1.1");

      assertThat(answer).as(path).startsWith("HTTP/1.1 400");
      if (path.startsWith("/v1")) {
        assertThat(answer).contains("Content-Type: application/problem+json", "\"status\":400");
      }
    }
    assertThat(SERVICES.asked()).isEmpty();
    assertThat(output.getAll()).doesNotContain("geheim");
  }

  @Test
  void logsNoQueryOfARequestLineThatCannotBeRead(CapturedOutput output) {
    assertThat(raw("GET /v1/registrations?q=geheim{} HTTP/1.1")).startsWith("HTTP/1.1 400");

    assertThat(output.getAll()).doesNotContain("geheim");
  }

  /** As it stands: a client's own code would not send this. */
  private static String raw(String requestLine) {
    String basic =
        Base64.getEncoder()
            .encodeToString(("admin:" + PortalFixture.PASSWORD).getBytes(StandardCharsets.UTF_8));
    URI portal = URI.create(PortalFixture.url());
    try (Socket socket = new Socket(portal.getHost(), portal.getPort())) {
      socket
          .getOutputStream()
          .write(
              (requestLine
                      + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                      + basic
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesNoTokenFromOutside() {
    script.get("/v1/programmes", "Authorization", "Bearer forged");

    assertThat(SERVICES.lastAsked("GET", "/v1/programmes").orElseThrow().header("Authorization"))
        .isEmpty();
  }

  @Test
  void refusesBodiesThatAreTooLargeWhetherTheySayItOrNot() {
    byte[] large = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);

    assertThat(
            script
                .send("POST", "/v1/registrations", BodyPublishers.ofByteArray(large))
                .statusCode())
        .isEqualTo(413);
    HttpResponse<String> chunked =
        script.send(
            "POST",
            "/v1/registrations",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(chunked.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(SERVICES.asked()).isEmpty();
  }

  @Test
  void knowsNoOtherPathsThanTheContracts() {
    assertThat(script.get("/v1/parked-events").statusCode()).isEqualTo(404);
    assertThat(script.get("/v1/nowhere").statusCode()).isEqualTo(404);
    assertThat(script.get("/v1/nowhere").body()).contains("Niet gevonden", "Dit pad bestaat niet.");
    assertThat(script.get("/v1/nowhere", "Accept-Language", "en").body())
        .contains("Not found", "This path does not exist.");
    assertThat(script.get("/v1/programmes/..%2Fparked-events").statusCode()).isEqualTo(400);
    HttpResponse<String> wrong = script.send("DELETE", "/v1/programmes", BodyPublishers.noBody());
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    assertThat(wrong.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(SERVICES.asked()).isEmpty();
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() {
    HttpResponse<String> answer = script.send("HEAD", "/v1/programmes", BodyPublishers.noBody());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void letsAllowedOriginsReadAnswersAndRefusesNobodysForm() {
    HttpResponse<String> allowed =
        script.get("/v1/programmes", "Origin", "https://gemeente.example");
    HttpResponse<String> other = script.get("/v1/programmes", "Origin", "https://elders.example");
    HttpResponse<String> preflight =
        script.send(
            "OPTIONS",
            "/v1/registrations",
            BodyPublishers.noBody(),
            "Origin",
            "https://gemeente.example",
            "Access-Control-Request-Method",
            "POST");
    HttpResponse<String> plainForm =
        script.submit(
            "/v1/registrations", Map.of("givenName", "Jan"), "Origin", "https://elders.example");

    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://gemeente.example");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Idempotency-Key");
    assertThat(plainForm.statusCode()).isEqualTo(303);
  }

  @Test
  void publishesOneDescriptionOfAllCallsToEverybody() {
    HttpResponse<String> answer =
        script.get("/v1/openapi.json", "Origin", "https://elders.example");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("API-Version")).hasValue("1.0.0");
    assertThat(answer.body()).contains("\"openapi\":\"3.1.0\"", PortalFixture.PUBLIC_URL + "/v1\"");
  }
}
