package nl.leergang.portal.staff.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One log line for whatever staff do or look at: who, what, with which result, from where. The path
 * only: a query holds names.
 */
final class AuditFilter extends OncePerRequestFilter {

  private static final Logger audit = LoggerFactory.getLogger("leergang.audit");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    try {
      chain.doFilter(request, response);
    } finally {
      if (person != null && person.isAuthenticated()) {
        audit.info(
            "actor={} action={} object={} result={} origin={}",
            person.getName(),
            request.getMethod(),
            request.getRequestURI(),
            response.getStatus(),
            request.getRemoteAddr());
      }
    }
  }
}
