package nl.leergang.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps everyone but staff from {@link StaffOnly} methods and writes an audit line for each call.
 * It goes by the method that is about to run, so no way of writing a path leads around it.
 */
final class StaffInterceptor implements HandlerInterceptor {

  private static final Logger audit = LoggerFactory.getLogger("leergang.audit");
  private static final String CHECKED = StaffInterceptor.class.getName();

  private final Problems problems;
  private final Clock clock;
  private final Map<Method, Boolean> forStaff = new ConcurrentHashMap<>();

  StaffInterceptor(Problems problems, Clock clock) {
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method) || !isForStaff(method)) {
      return true;
    }
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (!(caller instanceof JwtAuthenticationToken token)) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      problems.write(request, response, HttpStatus.UNAUTHORIZED, "unauthorized");
      line(request, "denied-401", "-");
      return false;
    }
    List<String> rights = token.getToken().getClaimAsStringList(StaffToken.RIGHTS);
    if (rights == null || !rights.contains(StaffToken.STAFF)) {
      problems.write(request, response, HttpStatus.FORBIDDEN, "forbidden");
      line(request, "denied-403", token.getName());
      return false;
    }
    request.setAttribute(CHECKED, token.getName());
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(CHECKED) instanceof String actor) {
      line(request, Integer.toString(response.getStatus()), actor);
    }
  }

  /** Without the query string, which may hold names. */
  private void line(HttpServletRequest request, String result, String actor) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    Object object = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    audit.info(
        "action=\"{} {}\" object={} result={} origin={} actor={} time={}",
        request.getMethod(),
        pattern,
        plain(object instanceof Map<?, ?> variables ? variables.values().toString() : "[]"),
        result,
        request.getRemoteAddr(),
        plain(actor),
        clock.instant());
  }

  /** A line break in an id must not begin a line of its own. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s\"]", "_");
  }

  // Looked up once for each method: the search through annotations is not free.
  private boolean isForStaff(HandlerMethod handler) {
    return forStaff.computeIfAbsent(
        handler.getMethod(),
        method ->
            AnnotatedElementUtils.hasAnnotation(method, StaffOnly.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), StaffOnly.class));
  }
}
