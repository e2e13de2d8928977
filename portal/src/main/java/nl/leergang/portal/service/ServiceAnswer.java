package nl.leergang.portal.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answered, whole.
 *
 * @param headers names in lower case
 */
public record ServiceAnswer(int status, Map<String, List<String>> headers, byte[] body) {

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  public List<String> headerValues(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  public Optional<String> header(String name) {
    return headerValues(name).stream().findFirst();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
