package nl.leergang.e2e.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one origin as a script would, with the headers it was given. */
public final class Api {

  private final URI origin;
  private final Map<String, String> headers;
  private final HttpClient client;

  public Api(URI origin) {
    this(origin, Map.of(), client(HttpClient.newBuilder()));
  }

  private Api(URI origin, Map<String, String> headers, HttpClient client) {
    this.origin = origin;
    this.headers = headers;
    this.client = client;
  }

  public URI origin() {
    return origin;
  }

  public Api with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Api(origin, more, client);
  }

  /** HTTP Basic. */
  public Api as(String account, String password) {
    byte[] credentials = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
    return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  /** From another address of this machine, so that what is counted per address stays apart. */
  public Api from(String loopbackAddress) {
    InetAddress address = InetAddress.ofLiteral(loopbackAddress);
    return new Api(origin, headers, client(HttpClient.newBuilder().localAddress(address)));
  }

  public Answer get(String path) {
    return call(path, HttpRequest.newBuilder().GET());
  }

  public Answer post(String path, Map<String, ?> json) {
    return call(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(json))));
  }

  public Answer postForm(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return call(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Every item of a list, page after page. */
  public List<JsonNode> list(String path) {
    List<JsonNode> items = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    for (int page = 1; ; page++) {
      Answer answer = get(path + separator + "pageSize=100&page=" + page);
      if (answer.status() != 200) {
        throw new AssertionError("GET " + path + ": " + answer);
      }
      JsonNode list = answer.json();
      list.path("items").forEach(items::add);
      if (list.path("items").isEmpty() || items.size() >= list.path("total").asInt()) {
        return items;
      }
    }
  }

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Answer call(String path, HttpRequest.Builder request) {
    request.uri(origin.resolve(path)).timeout(Duration.ofSeconds(20));
    headers.forEach(request::setHeader);
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new NoAnswerException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpClient client(HttpClient.Builder builder) {
    return builder
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }
}
