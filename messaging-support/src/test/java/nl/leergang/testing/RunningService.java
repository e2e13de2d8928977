package nl.leergang.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import nl.leergang.localrun.testing.RealServers;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One whole service on free ports, with a database of its own, as its callers see it. */
@NullUnmarked
public final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] TOKEN_KEY = new SecureRandom().generateSeed(32);

  private final ServletWebServerApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningService(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  public static String freshDatabase() {
    return "it_" + UUID.randomUUID().toString().replace("-", "");
  }

  public static RunningService start(Class<?> application, String database, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "management.server.port=0",
                "leergang.mongodb.database=" + database,
                "leergang.token-key=" + Base64.getEncoder().encodeToString(TOKEN_KEY)));
    settings.addAll(List.of(more));
    if (settings.stream().noneMatch(s -> s.startsWith("spring.mongodb.uri"))) {
      settings.add("spring.mongodb.uri=" + RealServers.get().mongodbUri());
    }
    if (settings.stream().noneMatch(s -> s.contains("binder.brokers"))) {
      settings.add("spring.cloud.stream.kafka.binder.brokers=" + RealServers.get().kafkaBrokers());
    }
    String[] arguments = settings.stream().map(s -> "--" + s).toArray(String[]::new);
    return new RunningService(
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(application)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .run(arguments));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public JsonNode json(String path) {
    return json(get(path));
  }

  public JsonNode staff(String path) {
    return json(get(path, "Authorization", "Bearer " + token(List.of("staff"))));
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send(body("application/json", body, request(path, headers)));
  }

  public HttpResponse<String> postAsStaff(String path, String body, String... headers) {
    return send(
        body("application/json", body, request(path, headers))
            .header("Authorization", "Bearer " + token(List.of("staff"))));
  }

  public HttpResponse<String> postForm(String path, String body, String... headers) {
    return send(body("application/x-www-form-urlencoded", body, request(path, headers)));
  }

  private static HttpRequest.Builder body(String type, String body, HttpRequest.Builder request) {
    return request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
  }

  public HttpResponse<String> preflight(String path, String origin) {
    return send(
        request(path, "Origin", origin, "Access-Control-Request-Method", "POST")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  public static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  public static String token(List<String> rights) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder()
                  .issuer("leergang-portal")
                  .subject("planner")
                  .claim("rights", rights)
                  .issueTime(Date.from(Instant.now()))
                  .expirationTime(Date.from(Instant.now().plusSeconds(50)))
                  .build());
      jwt.sign(new MACSigner(TOKEN_KEY));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path))
            .timeout(Duration.ofSeconds(30));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
