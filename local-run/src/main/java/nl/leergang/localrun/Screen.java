package nl.leergang.localrun;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal sees. */
final class Screen {

  private final PrintStream out;

  Screen(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println(line);
  }

  void progress(String name, String what) {
    out.printf(Locale.ROOT, "  %-13s %s%n", name, what);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
