package nl.leergang.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem details (RFC 9457) in the reader's language. */
final class Problems {

  private final JsonMapper json;
  private final LocaleResolver locales;

  Problems(JsonMapper json, LocaleResolver locales) {
    this.json = json;
    this.locales = locales;
  }

  static ProblemDetail of(
      HttpStatusCode status,
      String code,
      @Nullable String detail,
      List<FieldError> errors,
      Locale language) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(title(status).in(language));
    if (detail != null) {
      problem.setDetail(detail);
    }
    problem.setProperty("code", code);
    problem.setProperty("errors", errors);
    return problem;
  }

  /** For filters, where no controller's answer is written any more. */
  void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    Locale language = locales.resolveLocale(request);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(of(status, code, null, List.of(), language)));
  }

  private static Bilingual title(HttpStatusCode status) {
    return switch (status.value()) {
      case 400 -> Bilingual.of("Het verzoek klopt niet", "The request is not valid");
      case 401 -> Bilingual.of("U bent niet ingelogd", "You are not signed in");
      case 403 -> Bilingual.of("U hebt hiervoor geen recht", "You are not allowed to do this");
      case 404 -> Bilingual.of("Niet gevonden", "Not found");
      case 405 ->
          Bilingual.of("Deze methode bestaat hier niet", "This method is not supported here");
      case 406 ->
          Bilingual.of("In deze vorm is er geen antwoord", "There is no answer in this form");
      case 409 ->
          Bilingual.of("De toestand laat dit niet toe", "The present state does not allow this");
      case 413 -> Bilingual.of("Het verzoek is te groot", "The request is too large");
      case 415 ->
          Bilingual.of("Dit soort inhoud wordt niet gelezen", "This kind of content is not read");
      case 422 ->
          Bilingual.of("Het verzoek kan zo niet worden verwerkt", "The request can't be processed");
      case 429 -> Bilingual.of("Te veel verzoeken", "Too many requests");
      case 503 ->
          Bilingual.of(
              "De dienst is even niet bereikbaar", "The service is temporarily unavailable");
      default ->
          status.is4xxClientError()
              ? Bilingual.of("Het verzoek klopt niet", "The request is not valid")
              : Bilingual.of("Er ging iets mis", "Something went wrong");
    };
  }
}
