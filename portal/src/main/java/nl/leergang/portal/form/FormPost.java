package nl.leergang.portal.form;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nl.leergang.portal.site.Site;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser posted, kept to show it again exactly as it was typed.
 *
 * @param values of the form's own fields; others (a submit button has a name too) are dropped
 * @param locale of the page that answers: the field {@code language}, else the browser's
 */
public record FormPost(FormKind kind, Map<String, String> values, Locale locale) {

  public static FormPost of(
      FormKind kind, HttpServletRequest request, byte[] body, JsonMapper json) {
    Map<String, String> all = new LinkedHashMap<>();
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      readForm(new String(body, StandardCharsets.UTF_8), all);
    } else if (type.startsWith("application/json")) {
      readJson(body, json, all);
    }
    all.keySet().removeIf(field -> !kind.has(field));
    Locale locale =
        switch (all.getOrDefault("language", "")) {
          case "nl" -> Site.DUTCH;
          case "en" -> Locale.ENGLISH;
          default -> RequestContextUtils.getLocale(request);
        };
    return new FormPost(kind, Map.copyOf(all), locale);
  }

  /** The first value of a field counts, as for the service. */
  private static void readForm(String body, Map<String, String> values) {
    for (String pair : body.split("&", 1001)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A broken percent sign: show what came.
      return text;
    }
  }

  private static void readJson(byte[] body, JsonMapper json, Map<String, String> values) {
    try {
      flatten("", json.readTree(body), values);
    } catch (JacksonException e) {
      // Nothing readable was sent; the service says so.
      values.clear();
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isObject() && prefix.isEmpty()) {
        flatten(entry.getKey() + ".", entry.getValue(), values);
      } else if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
        values.put(prefix + entry.getKey(), entry.getValue().asString());
      }
    }
  }
}
