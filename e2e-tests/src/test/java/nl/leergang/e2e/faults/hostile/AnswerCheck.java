package nl.leergang.e2e.faults.hostile;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.faults.hostile.Request.Expected;

/** What holds for every answer, whatever was asked. */
final class AnswerCheck {

  /** Nobody is told what the server is made of. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\bat [a-z][\\w.]*\\.[A-Z]\\w*\\.\\w+\\(|\\.java:\\d+"
              + "|\\b(nl\\.leergang|org\\.springframework|org\\.apache|org\\.thymeleaf"
              + "|java\\.(lang|util|io|net|time)|jakarta|tools\\.jackson|com\\.mongodb)\\.[a-z]"
              + "|\\b[A-Z]\\w+(Exception|Error)\\b|Apache Tomcat|Whitelabel|MongoDB|NullPointer");

  private static final Set<Integer> NOT_KNOWN_HERE = Set.of(501, 505);

  private AnswerCheck() {}

  static void look(Request request, Reply reply, Weaknesses found) {
    if (reply.status() == 0) {
      found.unless(
          request.expected() == Expected.NEVER_WHOLE || request.expected() == Expected.NOT_HTTP,
          Weakness.NO_ANSWER,
          request + ": " + reply.body());
      return;
    }
    general(
        request.toString(),
        request.api() && request.wellFormed(),
        request.expected(),
        reply,
        found);
    String seen = request + " -> " + reply;
    switch (request.expected()) {
      case TOO_LARGE -> found.unless(reply.status() == 413, Weakness.NOT_TOO_LARGE, seen);
      case REFUSED, NEVER_WHOLE -> found.unless(reply.status() >= 300, Weakness.NOT_REFUSED, seen);
      case NO_FAILURE, NOT_HTTP -> {}
    }
  }

  /** For answers to requests that somebody else made. */
  static void general(
      String request, boolean api, Expected expected, Reply reply, Weaknesses found) {
    int status = reply.status();
    String seen = request + " -> " + reply;
    boolean overloaded = status == 503 && !reply.header("Retry-After").isEmpty();
    boolean unknown = expected == Expected.NOT_HTTP && NOT_KNOWN_HERE.contains(status);
    found.unless(status < 500 || overloaded || unknown, Weakness.SERVER_ERROR, seen);
    Matcher internals = INTERNALS.matcher(reply.body());
    if (internals.find()) {
      found.add(Weakness.INTERNALS_SHOWN, request + " -> " + status + " " + internals.group());
    }
    if (api && status >= 400) {
      // A browser's form is answered as a page; and a HEAD has no body to describe.
      boolean described =
          reply.header("Content-Type").startsWith("application/problem+json")
              || (reply.header("Content-Type").startsWith("text/html")
                  && request.contains("Accept: text/html"));
      found.unless(described, Weakness.NOT_A_PROBLEM, seen + " " + reply.header("Content-Type"));
    }
    for (String name : List.of("X-Hostile", "Set-Cookie")) {
      found.unless(
          !reply.header(name).contains("hostile"),
          Weakness.HEADER_SPLIT,
          seen + " " + reply.header(name));
    }
  }
}
