package nl.leergang.portal.staff.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.leergang.portal.service.Query;
import nl.leergang.portal.site.ApiProblems;
import nl.leergang.portal.site.SiteLocale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says no: as a problem under {@code /v1}, as a page elsewhere. */
@Component
class Refusals {

  private final ApiProblems problems;
  private final SiteLocale locales;

  Refusals(ApiProblems problems, SiteLocale locales) {
    this.problems = problems;
    this.locales = locales;
  }

  void unauthenticated(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isApi(request)) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Leergang\", charset=\"UTF-8\"");
      problems.write(response, HttpStatus.UNAUTHORIZED, locales.resolveLocale(request));
      return;
    }
    String login = request.getRequestURI().startsWith("/en/") ? "/en/staff/login" : "/staff/login";
    // A post cannot be repeated after the login, so only a page is gone back to.
    String next = "GET".equals(request.getMethod()) ? request.getRequestURI() : null;
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, Query.to(login).and("next", next).toString());
  }

  void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isApi(request)) {
      problems.write(response, HttpStatus.FORBIDDEN, locales.resolveLocale(request));
    } else {
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }

  void foreignOrigin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isApi(request)) {
      problems.write(
          response, HttpStatus.FORBIDDEN, "foreign-origin", locales.resolveLocale(request));
    } else {
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }

  void tooMany(
      LoginResult.TooMany tooMany, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(
        HttpHeaders.RETRY_AFTER, Long.toString(tooMany.delay().plusMillis(999).toSeconds()));
    problems.write(response, HttpStatus.TOO_MANY_REQUESTS, locales.resolveLocale(request));
  }

  private static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/v1/");
  }
}
