package nl.leergang.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.leergang.sample.SampleServer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP interface as it is on the wire. */
@NullUnmarked
class HttpIT {

  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void refusesWhatItDoesNotKnowAndNamesTheField() throws Exception {
    problem(
        server.json("/v1/notes", "{\"text\":\"a\",\"admin\":true}"), 400, "unknown-field", "admin");
    problem(server.json("/v1/notes", "{\"text\":{\"$gt\":\"\"}}"), 400, "invalid", "text");
    problem(
        server.json("/v1/notes", "{\"text\":\"a\",\"at\":\"2027-03-28T02:30\"}"),
        400,
        "skipped-hour",
        "at");
    problem(server.json("/v1/notes", "{\"text\":\"a\",\"text\":\"b\"}"), 400);
    problem(server.json("/v1/notes", "{\"text\":"), 400, "malformed");
    problem(server.json("/v1/notes", "{\"text\":\"a\"} x"), 400);
    problem(server.json("/v1/notes", ""), 400);
    problem(
        HttpRequest.newBuilder(server.uri("/v1/notes"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'})),
        400);
    problem(server.json("/v1/notes", "{}"), 400, "required", "text");
  }

  @Test
  void namesEveryFieldThatDoesNotFitAtOnce() throws Exception {
    String body =
        problem(
            server.json(
                "/v1/notes",
                """
                {"admin":true,"text":{"$gt":""},"at":"2027-03-28T02:30",
                "place":{"city":["a"],"country":"NL"},"role":1}\
                """),
            400);

    assertThat(body)
        .contains("\"admin\",\"code\":\"unknown-field\"")
        .contains("\"text\",\"code\":\"invalid\"")
        .contains("\"at\",\"code\":\"skipped-hour\"")
        .contains("\"place.city\",\"code\":\"invalid\"")
        .contains("\"place.country\",\"code\":\"unknown-field\"")
        .contains("\"role\",\"code\":\"unknown-field\"");
    problem(server.json("/v1/notes", "{\"unknown\":1}"), 400, "unknown", "\"text\"");
    problem(server.json("/v1/notes", "[]"), 400, "invalid");
    problem(server.json("/v1/notes", "null"), 400);
  }

  @Test
  void answersInJsonWhateverTheReaderWouldRatherHave() throws Exception {
    for (String accept : List.of("text/html", "application/xml;q=0.5", "image/*", "nonsense")) {
      HttpResponse<String> done =
          server.send(server.json("/v1/notes", "{\"text\":\"a\"}").header("Accept", accept));
      assertThat(done.statusCode()).as(accept).isEqualTo(200);
      assertThat(done.headers().firstValue("Content-Type")).hasValue("application/json");
      problem(
          HttpRequest.newBuilder(server.uri("/v1/nothing")).header("Accept", accept),
          404,
          "\"errors\":[]");
      problem(server.json("/v1/notes", "{}").header("Accept", accept), 400, "required");
    }
  }

  @Test
  void answersEveryRefusalAsAProblemInTheReadersLanguage() throws Exception {
    assertThat(problem(HttpRequest.newBuilder(server.uri("/v1/nothing")), 404))
        .contains("Niet gevonden");
    assertThat(
            problem(
                HttpRequest.newBuilder(server.uri("/v1/nothing"))
                    .header("Accept-Language", "en-GB"),
                404))
        .contains("Not found");
    problem(HttpRequest.newBuilder(server.uri("/error")), 404);
    problem(HttpRequest.newBuilder(server.uri("/v1/notes")).DELETE(), 405);
    problem(
        HttpRequest.newBuilder(server.uri("/v1/notes"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("a")),
        415);
    problem(server.asStaff("/v1/parked-events?page=0&pageSize=101"), 400, "out-of-range");
    problem(server.asStaff("/v1/parked-events?page=x"), 400, "invalid", "page");
    problem(server.asStaff("/v1/parked-events/none/replay").POST(BodyPublishers.noBody()), 404);
  }

  @Test
  void limitsBodiesAlsoWithoutAnAnnouncedLength() throws Exception {
    String large = "{\"text\":\"" + "a".repeat(256 * 1024) + "\"}";
    problem(server.json("/v1/notes", large), 413);
    problem(
        HttpRequest.newBuilder(server.uri("/v1/notes"))
            .header("Content-Type", "application/json")
            .POST(chunked(large)),
        413);
    problem(
        HttpRequest.newBuilder(server.uri("/v1/notes"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("text=" + large)),
        413);
    problem(
        HttpRequest.newBuilder(server.uri("/v1/notes"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(chunked("text=" + large)),
        413);
    assertThat(server.send(server.json("/v1/notes", "{\"text\":\"a\"}")).statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .send(
                    HttpRequest.newBuilder(server.uri("/v1/notes"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(chunked("text=abc")))
                .body())
        .contains("3");
  }

  @Test
  void refusesFormsThatCanNotBeParsed() throws Exception {
    String many = "text=a" + "&x=1".repeat(1_000);
    problem(form(many), 400);
    problem(form("text=%"), 400);
    problem(form("other=a"), 400, "required", "text");
  }

  @Test
  void refusesWithAProblemWhatTheFrameworkOrTheContainerFailsOn() throws Exception {
    for (String path : List.of("/v1/bestaat-niet", "/v1/notes")) {
      problem(
          HttpRequest.newBuilder(server.uri(path))
              .header("Content-Type", "*/*")
              .POST(BodyPublishers.ofString("{}")),
          415);
    }
    for (String path : List.of("/v1/notes/a%2Fb", "/v1/notes/%00", "/v1/notes/%c3%28")) {
      problem(HttpRequest.newBuilder(server.uri(path)), 400, "bad-request");
    }
  }

  private static HttpRequest.Builder form(String body) {
    return HttpRequest.newBuilder(server.uri("/v1/notes"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void letsOnlyStaffIn() throws Exception {
    problem(HttpRequest.newBuilder(server.uri("/v1/secrets/1")), 401);
    problem(HttpRequest.newBuilder(server.uri("/v1/parked-events")), 401);
    assertThat(server.send(server.asStaff("/v1/secrets/1")).body()).contains("secret");

    bearer(SampleServer.claims().claim("rights", List.of()).build(), 403);
    bearer(SampleServer.claims().claim("rights", null).build(), 403);
    bearer(SampleServer.claims().issuer("someone").build(), 401);
    bearer(SampleServer.claims().subject(null).build(), 401);
    bearer(SampleServer.claims().expirationTime(null).build(), 401);
    Instant now = Instant.now();
    Date nextYear = Date.from(now.plus(Duration.ofDays(365)));
    bearer(SampleServer.claims().issueTime(null).expirationTime(nextYear).build(), 401);
    bearer(SampleServer.claims().issueTime(nextYear).expirationTime(nextYear).build(), 401);
    bearer(SampleServer.claims().expirationTime(Date.from(now.plusSeconds(3600))).build(), 401);
    bearer(
        SampleServer.claims()
            .issueTime(Date.from(now.minusSeconds(120)))
            .expirationTime(Date.from(now.minusSeconds(60)))
            .build(),
        401);
    String forged = SampleServer.token(SampleServer.claims().build(), SecureRandom.getSeed(32));
    problem(secrets().header("Authorization", "Bearer " + forged), 401);
    // {"alg":"none"}
    String unsigned = "eyJhbGciOiJub25lIn0." + forged.split("\\.")[1] + ".";
    problem(secrets().header("Authorization", "Bearer " + unsigned), 401);
  }

  @Test
  void says503WithinSixSecondsWhenTheDatabaseIsABlackHole() throws Exception {
    try (ServerSocket blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> swallow(blackHole));
      try (SampleServer cut =
          SampleServer.startOn(
              "127.0.0.1:1",
              "mongodb://127.0.0.1:" + blackHole.getLocalPort() + "/?directConnection=true")) {
        problem(cut, HttpRequest.newBuilder(cut.uri("/v1/nothing")), 404);
        Instant before = Instant.now();
        HttpResponse<String> answer = cut.get("/v1/notes/1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(6));
      }
    }
  }

  private static void swallow(ServerSocket blackHole) {
    List<Socket> held = new CopyOnWriteArrayList<>();
    while (!blackHole.isClosed()) {
      try {
        held.add(blackHole.accept());
      } catch (IOException e) {
        return;
      }
    }
  }

  private static HttpRequest.Builder secrets() {
    return HttpRequest.newBuilder(server.uri("/v1/secrets/1"));
  }

  private static void bearer(JWTClaimsSet claims, int status) throws Exception {
    String token = SampleServer.token(claims, SampleServer.TOKEN_KEY);
    problem(secrets().header("Authorization", "Bearer " + token), status);
  }

  private static HttpRequest.BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(
        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String problem(HttpRequest.Builder request, int status, String... parts)
      throws Exception {
    return problem(server, request, status, parts);
  }

  private static String problem(
      SampleServer at, HttpRequest.Builder request, int status, String... parts) throws Exception {
    HttpResponse<String> answer = at.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("API-Version")).contains("1.0.0");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body()).contains("\"status\":" + status);
    for (String part : parts) {
      assertThat(answer.body()).contains(part);
    }
    return answer.body();
  }
}
