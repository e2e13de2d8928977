package nl.leergang.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Tells a browser's form post from a script's call. */
final class BrowserForms {

  private BrowserForms() {}

  /** Whether the sender names {@code text/html} and likes it no less than JSON. */
  static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    if (accept == null || !accept.contains("text/html")) {
      return false;
    }
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      return quality(types, MediaType.TEXT_HTML) > 0
          && quality(types, MediaType.TEXT_HTML) >= quality(types, MediaType.APPLICATION_JSON);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** Of a type that is named itself, not by a wildcard. */
  private static double quality(List<MediaType> types, MediaType type) {
    return types.stream()
        .filter(type::equalsTypeAndSubtype)
        .mapToDouble(MediaType::getQualityValue)
        .max()
        .orElse(0);
  }
}
