package nl.leergang.portal.staff.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One log line for whatever is asked of what is for staff: who, what, with which result, from
 * where. It stands around all that refuses, so that the result is what the caller got. The path
 * only: a query holds names.
 */
final class AuditFilter extends OncePerRequestFilter {

  private static final Logger audit = LoggerFactory.getLogger("leergang.audit");
  private static final String NOBODY = "-";
  private static final int LONGEST_PATH = 300;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int result = HttpStatus.INTERNAL_SERVER_ERROR.value();
    try {
      chain.doFilter(request, response);
      result = response.getStatus();
    } finally {
      String path = request.getRequestURI();
      audit.info(
          "actor={} action={} object={} result={} origin={}",
          actor(),
          request.getMethod(),
          path.substring(0, Math.min(path.length(), LONGEST_PATH)),
          result,
          request.getRemoteAddr());
    }
  }

  /** Known only now: the filters within find out. */
  private static String actor() {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    return person == null || person instanceof AnonymousAuthenticationToken
        ? NOBODY
        : person.getName();
  }
}
