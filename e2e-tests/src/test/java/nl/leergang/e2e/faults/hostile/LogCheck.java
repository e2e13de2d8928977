package nl.leergang.e2e.faults.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** No log holds what a person entered, a query, or a value that lets someone in. */
final class LogCheck {

  private static final Pattern TELLS =
      Pattern.compile(
          People.MARK
              + "|"
              + Pattern.quote(People.DOMAIN)
              + "|xss-canary|070 1234567|[?&](q|v|next|programme)="
              + "|eyJhbGciOi|leergang-session=");

  private LogCheck() {}

  static int look(List<Path> logs, Weaknesses found) throws IOException {
    int lines = 0;
    for (Path log : logs) {
      // A log may hold bytes that are no text.
      for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).split("\n")) {
        lines++;
        Matcher told = TELLS.matcher(line);
        if (told.find()) {
          int from = Math.max(0, told.start() - 150);
          found.add(
              Weakness.LOG_TELLS,
              log.getFileName()
                  + ": …"
                  + line.substring(from, Math.min(line.length(), told.end() + 40)));
        }
      }
    }
    return lines;
  }
}
