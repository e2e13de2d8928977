package nl.leergang.portal.api;

import static nl.leergang.portal.service.Service.NOTIFICATION;
import static nl.leergang.portal.service.Service.REGISTRATION;
import static nl.leergang.portal.service.Service.SCHEDULE;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.leergang.portal.form.FormKind;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/**
 * Every call that the portal passes on, and to whom. What is not here does not exist outside, so a
 * service's internal path cannot be reached by accident.
 */
@Component
public class ApiRoutes {

  private final List<ApiRoute> routes =
      List.of(
          ApiRoute.open("GET", "/v1/programmes", SCHEDULE),
          ApiRoute.open("GET", "/v1/programmes/{slug}", SCHEDULE),
          ApiRoute.open("GET", "/v1/editions", SCHEDULE),
          ApiRoute.open("GET", "/v1/editions/{id}", SCHEDULE),
          ApiRoute.staff("POST", "/v1/editions/{id}/sessions/{sessionId}/reschedule", SCHEDULE),
          ApiRoute.staff("POST", "/v1/editions/{id}/sessions/{sessionId}/cancel", SCHEDULE),
          ApiRoute.form("/v1/registrations", REGISTRATION, FormKind.REGISTRATION),
          ApiRoute.staff("GET", "/v1/registrations", REGISTRATION),
          ApiRoute.staff("GET", "/v1/registrations/{id}", REGISTRATION),
          ApiRoute.form("/v1/brochure-requests", REGISTRATION, FormKind.BROCHURE),
          ApiRoute.staff("GET", "/v1/brochure-requests", REGISTRATION),
          ApiRoute.staff("GET", "/v1/brochure-requests/{id}", REGISTRATION),
          ApiRoute.staff("GET", "/v1/notifications", NOTIFICATION),
          ApiRoute.staff("GET", "/v1/notifications/{id}", NOTIFICATION),
          ApiRoute.staff("POST", "/v1/notifications/{id}/resend", NOTIFICATION));

  /** HEAD is answered as GET without the body. */
  Optional<ApiRoute> find(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    String method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
    return routes.stream()
        .filter(route -> route.method().equals(method) && route.covers(path))
        .findFirst();
  }

  public boolean isStaffCall(HttpServletRequest request) {
    return find(request).filter(ApiRoute::staff).isPresent();
  }

  /** The methods of a path, for an {@code Allow} header; empty where the path does not exist. */
  String allowed(String path) {
    PathContainer asked = PathContainer.parsePath(path);
    return routes.stream()
        .filter(route -> route.covers(asked))
        .map(ApiRoute::method)
        .map(method -> "GET".equals(method) ? "GET, HEAD" : method)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Whether a path of a service's own description is to be had here. */
  boolean published(String method, String path) {
    PathContainer asked = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
    return routes.stream().anyMatch(r -> r.method().equals(method) && r.covers(asked));
  }
}
