package nl.leergang.e2e.faults.hostile;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came back, if anything.
 *
 * @param status 0 when nothing did
 * @param headers by name in lower case
 */
record Reply(int status, Map<String, List<String>> headers, String body) {

  /** No answer, and why. */
  static Reply none(String why) {
    return new Reply(0, Map.of(), why);
  }

  String header(String name) {
    return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
  }

  @Override
  public String toString() {
    String text = body.replaceAll("\\s+", " ");
    return status + " " + (text.length() > 200 ? text.substring(0, 200) + "…" : text);
  }
}
