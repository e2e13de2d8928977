package nl.leergang.portal.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds an encoded path with its query. */
public final class Query {

  private final StringBuilder text;
  private char next = '?';

  private Query(String path) {
    this.text = new StringBuilder(path);
  }

  public static Query to(String path) {
    return new Query(path);
  }

  /** One path segment, encoded; so an id from outside can name nothing but itself. */
  public static String segment(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether a query that somebody sent can be read and passed on: whole escapes, UTF-8. */
  public static boolean wellFormed(@Nullable String query) {
    if (query == null) {
      return true;
    }
    try {
      new URI("?" + query);
      // Bytes that are no UTF-8 come out as this character.
      return URLDecoder.decode(query, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Leaves out what is absent or blank. */
  public Query and(String name, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      text.append(next).append(name).append('=').append(segment(value.toString()));
      next = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
