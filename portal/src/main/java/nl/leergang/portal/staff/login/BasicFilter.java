package nl.leergang.portal.staff.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a script sign in with HTTP Basic (RFC 7617), call by call. */
final class BasicFilter extends OncePerRequestFilter {

  private static final String SCHEME = "basic ";

  private final StaffLogin login;
  private final Refusals refusals;

  BasicFilter(StaffLogin login, Refusals refusals) {
    this.login = login;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      chain.doFilter(request, response);
      return;
    }
    String pair = decode(header.substring(SCHEME.length()).strip());
    int colon = pair.indexOf(':');
    String name = pair.substring(0, Math.max(colon, 0));
    LoginResult result =
        login.authenticate(name, pair.substring(colon + 1), request.getRemoteAddr());
    if (!(result instanceof LoginResult.Accepted)) {
      LoginAudit.write(name, result, request);
    }
    switch (result) {
      case LoginResult.Accepted accepted -> {
        StaffAuthentication.establish(accepted.account());
        chain.doFilter(request, response);
      }
      case LoginResult.Refused refused -> refusals.unauthenticated(request, response);
      case LoginResult.TooMany tooMany -> refusals.tooMany(tooMany, request, response);
    }
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
