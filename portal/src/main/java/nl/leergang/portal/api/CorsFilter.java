package nl.leergang.portal.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import nl.leergang.portal.PortalProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets scripts of allowed origins read answers of the public paths. It refuses nobody: a plain form
 * from any site may post, as contract and browsers have it, which Spring's own CORS filter would
 * answer with 403.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class CorsFilter extends OncePerRequestFilter {

  private final ApiRoutes routes;
  private final Set<String> allowed;

  CorsFilter(ApiRoutes routes, PortalProperties properties) {
    this.routes = routes;
    this.allowed = Set.copyOf(properties.allowedOrigins());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/v1/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().equals("/v1/openapi.json")) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "API-Version");
      chain.doFilter(request, response);
      return;
    }
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !allowed.contains(origin) || routes.isStaffCall(request)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if (HttpMethod.OPTIONS.matches(request.getMethod())
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
      response.setHeader(
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
          "Accept, Accept-Language, Content-Type, Idempotency-Key");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setHeader(
        HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
        "API-Version, Idempotency-Replayed, Link, Location, Retry-After");
    chain.doFilter(request, response);
  }
}
