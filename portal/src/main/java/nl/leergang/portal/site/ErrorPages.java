package nl.leergang.portal.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whatever went wrong outside a controller: a page in the site's style, a problem under /v1. */
@Controller
class ErrorPages implements ErrorController {

  private final ApiProblems problems;

  ErrorPages(ApiProblems problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  @Nullable String error(
      HttpServletRequest request, HttpServletResponse response, Locale locale, Model model)
      throws IOException {
    HttpStatus status = status(request);
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (uri != null && uri.toString().startsWith("/v1")) {
      problems.write(response, status, locale);
      return null;
    }
    response.setStatus(status.value());
    model.addAttribute("kind", kind(status));
    return "error-page";
  }

  /** The key of the words for a status. */
  static String kind(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND, GONE -> "not-found";
      case SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT, BAD_GATEWAY -> "unavailable";
      case FORBIDDEN -> "forbidden";
      case BAD_REQUEST, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE -> "bad-request";
      default -> "failure";
    };
  }

  private static HttpStatus status(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
      HttpStatus known = HttpStatus.resolve(code);
      return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }
    // Somebody asked for this address itself.
    return HttpStatus.NOT_FOUND;
  }
}
