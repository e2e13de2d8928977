package nl.leergang.e2e.product;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
public record Answer(int status, HttpHeaders headers, String text) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(text);
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Given with every failed assertion: a bare status explains nothing. */
  @Override
  public String toString() {
    return status + " " + (text.length() > 1500 ? text.substring(0, 1500) + "…" : text);
  }
}
