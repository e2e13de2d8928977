package nl.leergang.portal.api;

import nl.leergang.portal.form.FormKind;
import nl.leergang.portal.service.Service;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One call of the outside contract.
 *
 * @param form the page that a browser's post to it comes from, if any
 */
record ApiRoute(
    String method, PathPattern path, Service service, boolean staff, @Nullable FormKind form) {

  static ApiRoute open(String method, String path, Service service) {
    return new ApiRoute(method, pattern(path), service, false, null);
  }

  static ApiRoute form(String path, Service service, FormKind form) {
    return new ApiRoute("POST", pattern(path), service, false, form);
  }

  static ApiRoute staff(String method, String path, Service service) {
    return new ApiRoute(method, pattern(path), service, true, null);
  }

  boolean covers(PathContainer asked) {
    return path.matches(asked);
  }

  private static PathPattern pattern(String path) {
    return PathPatternParser.defaultInstance.parse(path);
  }
}
