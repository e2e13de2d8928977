package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Calls the product's public API for what surrounds a measurement; it measures nothing itself. */
final class Http {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI origin;
  private final @Nullable String authorization;

  Http(URI origin) {
    this(origin, null);
  }

  private Http(URI origin, @Nullable String authorization) {
    this.origin = origin;
    this.authorization = authorization;
  }

  /** The same, as a member of staff. */
  Http as(String account, String password) {
    byte[] credentials = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Http(origin, "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  String text(String path) throws IOException, InterruptedException {
    return expect(200, HttpRequest.newBuilder(origin.resolve(path)).GET());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(text(path));
  }

  /** One item of a list after the other, which need not fit into the heap together. */
  void forEachItem(String path, Consumer<JsonNode> action)
      throws IOException, InterruptedException {
    try (MappingIterator<JsonNode> items =
        JsonMapper.shared().readerFor(JsonNode.class).at("/items").readValues(text(path))) {
      items.forEachRemaining(action);
    }
  }

  /** Every item of a list, page after page. */
  List<JsonNode> list(String path) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    for (int page = 1; ; page++) {
      JsonNode list = json(path + separator + "pageSize=100&page=" + page);
      list.path("items").forEach(items::add);
      if (list.path("items").isEmpty() || items.size() >= list.path("total").asInt()) {
        return items;
      }
    }
  }

  /** The status of the answer. */
  int post(String path, Map<String, ?> body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(origin.resolve(path))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    headers.forEach(request::header);
    return send(request).statusCode();
  }

  private String expect(int status, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != status) {
      throw new IOException(
          "%s: status %d, %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    request.timeout(Duration.ofSeconds(60));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
