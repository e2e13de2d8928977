package nl.leergang.portal.staff.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.leergang.portal.PortalProperties;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what another site's page posts, then looks at the session cookie. */
final class SessionFilter extends OncePerRequestFilter {

  private final StaffSessions sessions;
  private final PortalProperties properties;
  private final Refusals refusals;
  private final boolean needsOrigin;

  /**
   * @param needsOrigin for calls without a CSRF token: a cookie alone then does not change anything
   */
  SessionFilter(
      StaffSessions sessions, PortalProperties properties, Refusals refusals, boolean needsOrigin) {
    this.sessions = sessions;
    this.properties = properties;
    this.refusals = refusals;
    this.needsOrigin = needsOrigin;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean changes = !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod());
    if (changes && OwnOrigin.foreign(request, properties)) {
      refusals.foreignOrigin(request, response);
      return;
    }
    if (!changes || !needsOrigin || OwnOrigin.certain(request, properties)) {
      sessions.current(request, response).ifPresent(StaffAuthentication::establish);
    }
    chain.doFilter(request, response);
  }
}
