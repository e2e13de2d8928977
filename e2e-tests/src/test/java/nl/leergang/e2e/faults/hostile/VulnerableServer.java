package nl.leergang.e2e.faults.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Portal, services and inbox in one, with every weakness that the attacks look for: what does not
 * find it here would find nothing in the product either.
 */
final class VulnerableServer implements AutoCloseable {

  private static final String EDITION = "11111111-1111-4111-8111-111111111111";

  private final HttpServer server;
  private final ExecutorService few = Executors.newFixedThreadPool(8);
  private final List<Map<String, String>> people = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  VulnerableServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(few);
    server.createContext("/", this::handle);
    server.start();
  }

  Target target() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Target(
        url,
        Map.of("registration", url, "schedule", url, "notification", url),
        url,
        "geheim",
        "sleutel".getBytes(StandardCharsets.UTF_8),
        "programma",
        EDITION);
  }

  @Override
  public void close() {
    server.stop(0);
    few.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (String.valueOf(exchange.getRequestURI().getRawQuery()).contains("X-Hostile")
        || exchange.getRequestURI().getRawPath().contains("X-Hostile")) {
      exchange.getResponseHeaders().set("X-Hostile", "hostile");
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    if (path.startsWith("/v1/editions/") && exchange.getRequestMethod().equals("GET")) {
      json(exchange, 200, Map.of("id", EDITION, "sessions", List.of(Map.of("id", "s"))));
    } else if (exchange.getRequestMethod().equals("POST")
        && (path.equals("/v1/registrations") || path.equals("/v1/brochure-requests"))) {
      accept(exchange, text);
    } else if (path.startsWith("/v1/")) {
      staffCall(exchange);
    } else if (path.startsWith("/api/messages") || path.startsWith("/messages")) {
      inbox(exchange, path);
    } else if (path.startsWith("/staff/login") && exchange.getRequestMethod().equals("POST")) {
      logIn(exchange, fields(text));
    } else {
      page(exchange, path);
    }
  }

  private void accept(HttpExchange exchange, String text) throws IOException {
    if (text.contains("\0")) {
      throw new IOException("no answer at all");
    }
    if (text.contains("%zz") || text.contains("%u0041") || text.endsWith("%")) {
      answer(
          exchange,
          500,
          "text/plain",
          "java.lang.IllegalArgumentException: %zz\n\tat nl.leergang.portal.Form.read(Form.java:7)");
      return;
    }
    Map<String, String> person = fields(text.substring(0, Math.min(text.length(), 4_000)));
    people.add(person);
    String email = person.getOrDefault("email", "");
    mails.add(
        truncated(
            "From: a@example.org\r\nTo: %s\r\nSubject: Dag %s%s\r\n\r\n%s"
                .formatted(
                    email,
                    person.getOrDefault("givenName", ""),
                    person.getOrDefault("name", ""),
                    person)));
    if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains("text/html")
        && !email.contains("@")) {
      answer(exchange, 400, "text/html", login() + person);
      return;
    }
    json(
        exchange,
        201,
        Map.of(
            "id",
            person.getOrDefault("id", "1"),
            "status",
            person.getOrDefault("status", "CONFIRMED")));
  }

  /** As a mailer that keeps the lower byte of each character. */
  private static String truncated(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void staffCall(HttpExchange exchange) throws IOException {
    String credentials = exchange.getRequestHeaders().getFirst("Authorization");
    boolean basic = credentials != null && credentials.startsWith("Basic ");
    boolean wrong =
        basic
            && !new String(
                    Base64.getDecoder().decode(credentials.substring(6)), StandardCharsets.UTF_8)
                .equals("admin:geheim");
    json(exchange, wrong ? 401 : 200, Map.of("items", people));
  }

  private void inbox(HttpExchange exchange, String path) throws IOException {
    if (path.endsWith("/raw")) {
      answer(exchange, 200, "message/rfc822", mails.get(number(path)));
    } else if (path.equals("/api/messages")) {
      List<Map<String, Object>> items =
          IntStream.range(0, mails.size())
              .<Map<String, Object>>mapToObj(i ->
                  Map.of(
                      "id", "" + i,
                      "to", List.of(people.get(i).getOrDefault("email", "").split("[,;]")),
                      "raw", "/api/messages/" + i + "/raw"))
              .toList();
      json(exchange, 200, Map.of("items", items));
    } else {
      answer(
          exchange, 200, "text/html", "<html><body>" + mails.get(number(path)) + "</body></html>");
    }
  }

  private static int number(String path) {
    return Integer.parseInt(path.replaceAll("\\D+", ""));
  }

  private static void logIn(HttpExchange exchange, Map<String, String> fields) throws IOException {
    if (!"geheim".equals(fields.get("password"))) {
      answer(exchange, 401, "text/html", login());
      return;
    }
    String brought = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    String session =
        brought.contains("leergang-session=")
            ? brought.replaceFirst(".*leergang-session=([^;]*).*", "$1")
            : "vast";
    exchange.getResponseHeaders().add("Set-Cookie", "leergang-session=" + session);
    String next = fields.getOrDefault("next", "");
    exchange
        .getResponseHeaders()
        .set("Location", next.isEmpty() ? "/staff" : next.replaceAll("[\r\n]", ""));
    exchange.sendResponseHeaders(303, -1);
  }

  private void page(HttpExchange exchange, String path) throws IOException {
    exchange.getResponseHeaders().set("Server", "Eigenbouw/1.0");
    String people = this.people.stream().map(Map::toString).collect(Collectors.joining("<hr>"));
    int status = path.startsWith("/.well-known") ? 404 : 200;
    answer(
        exchange,
        status,
        "text/html",
        path.startsWith("/staff/login")
            ? login()
            : "<html><body>TEST1-TEST2 <main>" + login() + "</main>" + people + "</body></html>");
  }

  private static String login() {
    return "<form method=post><input type=text name=account><input name=password>"
        + "<input type=hidden name=\"_csrf\" value=\"vast\"><button type=submit>In</button></form>";
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      json.properties()
          .forEach(field ->
              fields.put(field.getKey(), field.getValue().asString("" + field.getValue())));
    } catch (JacksonException e) {
      for (String pair : body.split("&")) {
        String[] sides = pair.split("=", 2);
        fields.put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void json(HttpExchange exchange, int status, Map<String, ?> content)
      throws IOException {
    answer(exchange, status, "application/json", JsonMapper.shared().writeValueAsString(content));
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
