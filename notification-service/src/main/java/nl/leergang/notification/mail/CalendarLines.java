package nl.leergang.notification.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The content lines of a calendar file, escaped and folded (RFC 5545, 3.1 and 3.3.11). */
final class CalendarLines {

  private static final int LONGEST = 75;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);

  /** A property whose value has a form of its own. */
  CalendarLines line(String property, String value) {
    byte[] line = (property + ":" + value).getBytes(StandardCharsets.UTF_8);
    int from = 0;
    // The blank that marks a continuation counts as well.
    for (int room = LONGEST; line.length - from > room; room = LONGEST - 1) {
      int to = from + room;
      while (continuesCharacter(line[to])) {
        to--;
      }
      out.write(line, from, to - from);
      out.writeBytes(new byte[] {'\r', '\n', ' '});
      from = to;
    }
    out.write(line, from, line.length - from);
    out.writeBytes(new byte[] {'\r', '\n'});
    return this;
  }

  private static boolean continuesCharacter(byte one) {
    return (one & 0xC0) == 0x80;
  }

  /** A property whose value is text, which people may have written. */
  CalendarLines text(String property, String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\', ';', ',' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        default -> escaped.append(Character.isISOControl(c) && c != '\t' ? "" : c);
      }
    }
    return line(property, escaped.toString());
  }

  /** Lines that are written already. */
  CalendarLines ready(String lines) {
    out.writeBytes(lines.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
