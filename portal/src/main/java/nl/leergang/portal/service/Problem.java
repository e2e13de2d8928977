package nl.leergang.portal.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem as services report it (RFC 9457), with what was wrong in each field.
 *
 * @param errors all at once, in the reader's language
 */
public record Problem(
    int status,
    String code,
    @Nullable String title,
    @Nullable String detail,
    List<FieldError> errors) {

  /**
   * @param field as the request named it; empty where it concerns the whole
   */
  public record FieldError(String field, String code, String message) {}

  /** Reads what a service sent; an answer that is no problem document keeps its status only. */
  public static Problem of(ServiceAnswer answer, JsonMapper json) {
    try {
      JsonNode node = json.readTree(answer.body());
      List<FieldError> errors = new ArrayList<>();
      for (JsonNode error : node.path("errors")) {
        errors.add(
            new FieldError(
                error.path("field").asString(""),
                error.path("code").asString(""),
                error.path("message").asString("")));
      }
      return new Problem(
          answer.status(),
          node.path("code").asString(""),
          text(node, "title"),
          text(node, "detail"),
          List.copyOf(errors));
    } catch (JacksonException e) {
      return new Problem(answer.status(), "", null, null, List.of());
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    String value = node.path(name).asString("");
    return value.isBlank() ? null : value;
  }
}
