package nl.leergang.portal.site;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The portal's own refusals under {@code /v1}, in the form that the services use. */
@Component
public class ApiProblems {

  public static final String API_VERSION = "1.0.0";

  private final JsonMapper json;
  private final MessageSource messages;

  ApiProblems(JsonMapper json, MessageSource messages) {
    this.json = json;
    this.messages = messages;
  }

  public void write(HttpServletResponse response, HttpStatus status, Locale locale)
      throws IOException {
    write(response, status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'), locale);
  }

  /**
   * @param code names the words: {@code problem.<code>}
   */
  public void write(HttpServletResponse response, HttpStatus status, String code, Locale locale)
      throws IOException {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    String other = status.is4xxClientError() ? "problem.title.400" : "problem.title.500";
    problem.put("title", words(locale, "problem.title." + status.value(), other));
    problem.put("status", status.value());
    problem.put("detail", words(locale, "problem." + code, "problem.other"));
    problem.put("code", code);
    problem.put("errors", List.of());
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader("API-Version", API_VERSION);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Those of the first key that has any. */
  private String words(Locale locale, String... keys) {
    return messages.getMessage(new DefaultMessageSourceResolvable(keys), locale);
  }
}
