package nl.leergang.portal.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import nl.leergang.portal.service.Query;
import org.jspecify.annotations.Nullable;

/**
 * The page's language and its links. Dutch pages have no prefix, English ones {@code /en}.
 *
 * @param path of this page without the prefix; null where the same page has no address of its own
 */
public record Site(Locale locale, @Nullable String path, @Nullable String query) {

  public static final Locale DUTCH = Locale.forLanguageTag("nl");
  private static final String ENGLISH_PREFIX = "/en";

  static Site of(HttpServletRequest request, Locale locale) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = failed == null ? request.getRequestURI() : failed.toString();
    if (uri.startsWith("/v1") || !"GET".equals(request.getMethod())) {
      return new Site(locale, null, null);
    }
    String path = withoutPrefix(uri);
    // What begins so is the address of another host in a link.
    return path.startsWith("//")
        ? new Site(locale, null, null)
        : new Site(locale, path, request.getQueryString());
  }

  static boolean english(String uri) {
    return uri.equals(ENGLISH_PREFIX) || uri.startsWith(ENGLISH_PREFIX + "/");
  }

  private static String withoutPrefix(String uri) {
    String path = english(uri) ? uri.substring(ENGLISH_PREFIX.length()) : uri;
    return path.isEmpty() ? "/" : path;
  }

  public String lang() {
    return locale.getLanguage();
  }

  public boolean isEnglish() {
    return "en".equals(lang());
  }

  /** The address of a page in this page's language. */
  public String to(String path) {
    return isEnglish() ? ENGLISH_PREFIX + ("/".equals(path) ? "" : path) : path;
  }

  /** The same with ids in it: {@code to("/programmes/{}", slug)}. */
  public String to(String path, String... ids) {
    String result = path;
    for (String id : ids) {
      int hole = result.indexOf("{}");
      result = result.substring(0, hole) + Query.segment(id) + result.substring(hole + 2);
    }
    return to(result);
  }

  /** This page in Dutch. */
  public String dutch() {
    return withQuery(path == null ? "/" : path);
  }

  /** This page in English. */
  public String english() {
    return withQuery(path == null || "/".equals(path) ? ENGLISH_PREFIX : ENGLISH_PREFIX + path);
  }

  public boolean section(String prefix) {
    return path != null && path.startsWith(prefix);
  }

  /** This page's address with another page number. */
  public String page(long number) {
    StringBuilder kept = new StringBuilder();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        if (!part.isEmpty() && !part.startsWith("page=") && !part.startsWith("done=")) {
          kept.append(part).append('&');
        }
      }
    }
    return to(path == null ? "/" : path) + "?" + kept + "page=" + number;
  }

  private String withQuery(String address) {
    return query == null ? address : address + "?" + query;
  }
}
