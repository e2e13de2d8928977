package nl.leergang.schedule.web;

import java.util.List;
import java.util.Map;
import nl.leergang.http.Bilingual;
import nl.leergang.http.PageOf;
import nl.leergang.http.ProblemException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What all answers of the catalogue have in common. */
final class Answers {

  private Answers() {}

  /** Public, and asked for again each time: free seats change by the second. The ETag saves it. */
  static <T> ResponseEntity<T> catalogue(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePublic()).body(body);
  }

  static <T> ResponseEntity<PageOf<T>> catalogue(
      PageOf<T> page, String path, Map<String, String> parameters) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePublic())
        .header(HttpHeaders.LINK, PageLinks.of(path, parameters, page))
        .body(page);
  }

  static ProblemException notFound(String code, Bilingual text) {
    return new ProblemException(HttpStatus.NOT_FOUND, code, text.forReader(), List.of());
  }
}
