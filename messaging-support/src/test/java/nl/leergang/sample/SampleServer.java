package nl.leergang.sample;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import nl.leergang.localrun.testing.RealServers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running {@link SampleApplication} on a port and a database of its own. */
public final class SampleServer implements AutoCloseable {

  public static final byte[] TOKEN_KEY = SecureRandom.getSeed(32);

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private SampleServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static SampleServer start(String... properties) {
    return startOn(RealServers.get().kafkaBrokers(), RealServers.get().mongodbUri(), properties);
  }

  public static SampleServer startOn(String brokers, String mongodb, String... properties) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.application.name=sample-" + UUID.randomUUID(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.threads.virtual.enabled=true",
                "--spring.cloud.stream.kafka.binder.brokers=" + brokers,
                "--spring.mongodb.uri=" + mongodb,
                "--leergang.messaging.source=urn:nld:kvknr:00000000:systeem:proef",
                "--leergang.mongodb.database=sample_"
                    + UUID.randomUUID().toString().substring(0, 8),
                "--leergang.token-key=" + Base64.getEncoder().encodeToString(TOKEN_KEY)));
    arguments.addAll(List.of(properties));
    return new SampleServer(
        new SpringApplicationBuilder(SampleApplication.class)
            .run(arguments.toArray(String[]::new)));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  public HttpRequest.Builder json(String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  public HttpRequest.Builder asStaff(String path) throws Exception {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + token(claims().build(), TOKEN_KEY));
  }

  public static JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("leergang-portal")
        .subject("anna")
        .claim("rights", List.of("staff"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  public static String token(JWTClaimsSet claims, byte[] key) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  @Override
  public void close() {
    context.close();
  }
}
