package nl.leergang.registration.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import nl.leergang.registration.registration.application.RegistrationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets scripts in pages of the allowed origins register (CORS). A plain form on any site needs no
 * permission and is not refused here: browsers send its origin too, and it reads no answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ScriptOrigins extends OncePerRequestFilter {

  private static final Set<String> OPEN_TO_SCRIPTS =
      Set.of("/v1/registrations", "/v1/brochure-requests");

  private final Set<String> allowed;

  ScriptOrigins(RegistrationProperties properties) {
    this.allowed = Set.copyOf(properties.allowedOrigins());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !OPEN_TO_SCRIPTS.contains(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    boolean preflight =
        HttpMethod.OPTIONS.matches(request.getMethod())
            && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    if (allowed.contains(origin)) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.setHeader(
          HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
          "Location, Retry-After, Idempotency-Replayed, API-Version");
      if (preflight) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST");
        response.setHeader(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            "Content-Type, Idempotency-Key, Accept, Accept-Language");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
      }
    }
    if (preflight) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      chain.doFilter(request, response);
    }
  }
}
