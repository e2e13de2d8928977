package nl.leergang.portal.staff.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import nl.leergang.portal.PortalProperties;

/** Tells our own pages from someone else's by the {@code Origin} that browsers send. */
final class OwnOrigin {

  private OwnOrigin() {}

  /** Whether another site's page sent this. Scripts send no origin and are not foreign. */
  static boolean foreign(HttpServletRequest request, PortalProperties properties) {
    String origin = request.getHeader("Origin");
    return origin != null && !own(origin, request, properties);
  }

  /** Whether a page of ours certainly sent this. */
  static boolean certain(HttpServletRequest request, PortalProperties properties) {
    String origin = request.getHeader("Origin");
    return origin != null && own(origin, request, properties);
  }

  static boolean isHttps(PortalProperties properties) {
    URI url = properties.publicUrl();
    return url != null && "https".equals(url.getScheme());
  }

  private static boolean own(
      String origin, HttpServletRequest request, PortalProperties properties) {
    String asked = request.getScheme() + "://" + request.getHeader("Host");
    if (origin.equals(asked)) {
      return true;
    }
    URI url = properties.publicUrl();
    return url != null && origin.equals(url.getScheme() + "://" + url.getRawAuthority());
  }
}
