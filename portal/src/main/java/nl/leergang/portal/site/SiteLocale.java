package nl.leergang.portal.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Pages say their language in their address; calls under {@code /v1} in their headers. */
@Component("localeResolver")
public class SiteLocale implements LocaleResolver {

  private static final String CHOSEN = SiteLocale.class.getName();

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (request.getAttribute(CHOSEN) instanceof Locale chosen) {
      return chosen;
    }
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = failed == null ? request.getRequestURI() : failed.toString();
    if (uri.startsWith("/v1")) {
      return accepted(request.getHeader("Accept-Language"));
    }
    return Site.english(uri) ? Locale.ENGLISH : Site.DUTCH;
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    request.setAttribute(CHOSEN, locale);
  }

  /** English where that is preferred to Dutch, else Dutch. */
  static Locale accepted(@Nullable String header) {
    if (header == null || header.length() > 500) {
      return Site.DUTCH;
    }
    try {
      Locale best =
          Locale.lookup(Locale.LanguageRange.parse(header), List.of(Site.DUTCH, Locale.ENGLISH));
      return best == null ? Site.DUTCH : best;
    } catch (IllegalArgumentException e) {
      return Site.DUTCH;
    }
  }
}
