package nl.leergang.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.leergang.portal.PortalProperties;
import nl.leergang.portal.form.FormPages;
import nl.leergang.portal.form.FormPost;
import nl.leergang.portal.service.Problem;
import nl.leergang.portal.service.ServiceAnswer;
import nl.leergang.portal.service.ServiceCall;
import nl.leergang.portal.service.ServiceClient;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.service.StaffTokens;
import nl.leergang.portal.site.ApiProblems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes the calls of the outside contract on and their answers back unchanged; only where a
 * browser posted a form does the answer become a page.
 */
@Controller
class ApiProxy {

  private static final Logger log = LoggerFactory.getLogger(ApiProxy.class);
  private static final String RETRY_SECONDS = "5";
  private static final List<String> TO_SERVICE =
      List.of("Content-Type", "Accept", "Accept-Language", "Idempotency-Key", "If-None-Match");
  private static final List<String> FROM_SERVICE =
      List.of(
          "Content-Type",
          "Content-Language",
          "Location",
          "Idempotency-Replayed",
          "Retry-After",
          "API-Version",
          "Cache-Control",
          "ETag",
          "Link",
          "Vary");

  private final ApiRoutes routes;
  private final ServiceClient services;
  private final StaffTokens tokens;
  private final FormPages forms;
  private final ApiProblems problems;
  private final JsonMapper json;
  private final int bodyLimit;
  private final Duration bodyPatience;
  private final Clock clock;

  ApiProxy(
      ApiRoutes routes,
      ServiceClient services,
      StaffTokens tokens,
      FormPages forms,
      ApiProblems problems,
      JsonMapper json,
      PortalProperties properties,
      Clock clock) {
    this.routes = routes;
    this.services = services;
    this.tokens = tokens;
    this.forms = forms;
    this.problems = problems;
    this.json = json;
    this.bodyLimit = properties.bodyLimit();
    this.bodyPatience = properties.bodyPatience();
    this.clock = clock;
  }

  @RequestMapping({"/v1", "/v1/**"})
  @Nullable ModelAndView pass(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication person,
      Locale locale)
      throws IOException {
    Optional<ApiRoute> found = routes.find(request);
    if (found.isEmpty()) {
      return notHere(request, response, locale);
    }
    ApiRoute route = found.get();
    RequestBody read = RequestBody.read(request, bodyLimit, bodyPatience, clock);
    byte[] body = read instanceof RequestBody.Whole whole ? whole.bytes() : new byte[0];
    FormPost post =
        route.form() != null && BrowserForms.wantsPage(request)
            ? FormPost.of(route.form(), request, body, json)
            : null;
    if (post != null) {
      // A service's own answer brings it along.
      response.setHeader("API-Version", ApiProblems.API_VERSION);
      // A page with what was typed, as the other pages have it.
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
    }
    if (!(read instanceof RequestBody.Whole)) {
      // The rest of the body is not read: the connection cannot be used again.
      response.setHeader("Connection", "close");
      HttpStatus status =
          read instanceof RequestBody.TooSlow
              ? HttpStatus.REQUEST_TIMEOUT
              : HttpStatus.CONTENT_TOO_LARGE;
      return refuse(status, post, request, response, locale);
    }
    ServiceAnswer answer;
    try {
      answer = services.send(call(request, route, body, post, person));
    } catch (ServiceUnavailableException e) {
      log.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      return refuse(HttpStatus.SERVICE_UNAVAILABLE, post, request, response, locale);
    }
    if (post != null) {
      answer
          .header(HttpHeaders.RETRY_AFTER)
          .ifPresent(value -> response.setHeader(HttpHeaders.RETRY_AFTER, value));
      return forms.answered(post, answer, request);
    }
    copy(answer, request, response);
    return null;
  }

  private ServiceCall call(
      HttpServletRequest request,
      ApiRoute route,
      byte[] body,
      @Nullable FormPost post,
      @Nullable Authentication person) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : TO_SERVICE) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (post != null) {
      headers.put("Accept", "application/json");
      headers.put("Accept-Language", post.locale().getLanguage());
    }
    if (route.staff() && person != null) {
      headers.put(
          "Authorization",
          tokens.bearer(
              person.getName(),
              person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList()));
    }
    String query = request.getQueryString();
    return new ServiceCall(
        route.service(),
        route.method(),
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
        headers,
        "POST".equals(route.method()) ? body : null);
  }

  private @Nullable ModelAndView refuse(
      HttpStatus status,
      @Nullable FormPost post,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws IOException {
    if (post != null) {
      return forms.refused(post, new Problem(status.value(), "", null, null, List.of()), request);
    }
    problems.write(response, status, locale);
    return null;
  }

  private @Nullable ModelAndView notHere(
      HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
    String allowed = routes.allowed(request.getRequestURI());
    if (allowed.isEmpty()) {
      problems.write(response, HttpStatus.NOT_FOUND, locale);
      return null;
    }
    response.setHeader(HttpHeaders.ALLOW, allowed + ", OPTIONS");
    if ("OPTIONS".equals(request.getMethod())) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
    } else {
      problems.write(response, HttpStatus.METHOD_NOT_ALLOWED, locale);
    }
    return null;
  }

  private static void copy(
      ServiceAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    for (String name : FROM_SERVICE) {
      for (String value : answer.headerValues(name)) {
        response.addHeader(name, value);
      }
    }
    if (answer.status() == HttpStatus.NO_CONTENT.value()
        || answer.status() == HttpStatus.NOT_MODIFIED.value()) {
      return;
    }
    response.setContentLength(answer.body().length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(answer.body());
    }
  }
}
