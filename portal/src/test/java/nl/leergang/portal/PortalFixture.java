package nl.leergang.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The real portal on a free port, in front of the stub; one for all tests of a JVM. */
final class PortalFixture {

  static final String PUBLIC_URL = "http://leergang.example";
  static final String PASSWORD = "een lang wachtwoord";
  static final String TOKEN_KEY =
      Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

  /** Somebody who is known and may do nothing; the portal adds its own first account. */
  private static final String GUEST =
      "{\"accounts\":[{\"name\":\"gast\",\"passwordHash\":\"{noop}gast wachtwoord\",\"rights\":[]}]}";

  static final StubServices SERVICES = new StubServices();
  static final Path DATA = temporaryFolder();
  private static final ConfigurableApplicationContext APPLICATION = start();

  private PortalFixture() {}

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(PortalApplication.class)
        .run(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--management.server.port=0",
            "--leergang.public-url=" + PUBLIC_URL,
            "--leergang.data-dir=" + DATA,
            "--leergang.token-key=" + TOKEN_KEY,
            "--leergang.admin-password=" + PASSWORD,
            "--leergang.allowed-origins=https://gemeente.example",
            "--leergang.security-contact=veilig@leergang.example",
            "--leergang.services.registration=" + SERVICES.url(),
            "--leergang.services.schedule=" + SERVICES.url(),
            "--leergang.services.notification=" + SERVICES.url());
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("portal-test");
      Files.writeString(folder.resolve("staff-accounts.json"), GUEST);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T bean(Class<T> type) {
    return APPLICATION.getBean(type);
  }

  static String url() {
    return "http://127.0.0.1:" + APPLICATION.getEnvironment().getProperty("local.server.port");
  }

  static String managementUrl() {
    return "http://127.0.0.1:" + APPLICATION.getEnvironment().getProperty("local.management.port");
  }

  /** A browser or script with cookies of its own, that follows no redirect. */
  static Visitor visitor() {
    return new Visitor(new CookieManager(null, CookiePolicy.ACCEPT_ALL));
  }

  static final class Visitor {

    private final CookieManager cookies;
    private final HttpClient http;

    private Visitor(CookieManager cookies) {
      this.cookies = cookies;
      this.http =
          HttpClient.newBuilder()
              .cookieHandler(cookies)
              .connectTimeout(Duration.ofSeconds(5))
              .build();
    }

    CookieManager cookies() {
      return cookies;
    }

    HttpResponse<String> get(String path, String... headers) {
      return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(
        String method, String path, HttpRequest.BodyPublisher body, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url() + path))
              .timeout(Duration.ofSeconds(20))
              .method(method, body);
      if (headers.length > 0) {
        request.headers(headers);
      }
      try {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
      String[] all = new String[headers.length + 2];
      all[0] = "Content-Type";
      all[1] = type;
      System.arraycopy(headers, 0, all, 2, headers.length);
      return send("POST", path, HttpRequest.BodyPublishers.ofString(body), all);
    }

    /** As a browser posts a form. */
    HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
      String[] all = new String[headers.length + 2];
      all[0] = "Accept";
      all[1] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
      System.arraycopy(headers, 0, all, 2, headers.length);
      return post(path, "application/x-www-form-urlencoded", encoded(fields), all);
    }

    Visitor signedIn() {
      HttpResponse<String> form = get("/staff/login");
      HttpResponse<String> answer =
          submit(
              "/staff/login",
              Map.of("account", "admin", "password", PASSWORD, "_csrf", csrf(form.body())));
      if (answer.statusCode() / 100 != 3) {
        throw new IllegalStateException("Login answered " + answer.statusCode());
      }
      return this;
    }
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static String csrf(String page) {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    if (!token.find()) {
      throw new IllegalStateException("The page has no CSRF token");
    }
    return token.group(1);
  }
}
