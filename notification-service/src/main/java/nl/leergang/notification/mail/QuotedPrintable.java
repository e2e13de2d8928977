package nl.leergang.notification.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text as every mail server passes it on unchanged (RFC 2045, 6.7). */
final class QuotedPrintable {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 76;

  private QuotedPrintable() {}

  /**
   * @param text with {@code \n} or {@code \r\n} at the end of a line
   */
  static void encode(byte[] text, ByteArrayOutputStream out) {
    // The stream takes a lock for every write, so it gets whole lines.
    byte[] line = new byte[LONGEST + 2];
    int column = 0;
    for (int i = 0; i < text.length; i++) {
      byte one = text[i];
      if (one == '\n') {
        column = newLine(line, column, out);
      } else if (one != '\r' || !endsLine(text, i + 1)) {
        boolean plain =
            one == ' ' || one == '\t'
                ? !endsLine(text, i + 1)
                : one > ' ' && one <= '~' && one != '=';
        int width = plain ? 1 : 3;
        // One column is kept for the mark that the line goes on.
        if (column + width >= LONGEST) {
          line[column++] = '=';
          column = newLine(line, column, out);
        }
        if (plain) {
          line[column++] = one;
        } else {
          line[column++] = '=';
          line[column++] = HEX[(one >> 4) & 0xF];
          line[column++] = HEX[one & 0xF];
        }
      }
    }
    out.write(line, 0, column);
  }

  private static boolean endsLine(byte[] text, int next) {
    return next == text.length
        || text[next] == '\n'
        || (text[next] == '\r' && next + 1 < text.length && text[next + 1] == '\n');
  }

  private static int newLine(byte[] line, int length, ByteArrayOutputStream out) {
    line[length] = '\r';
    line[length + 1] = '\n';
    out.write(line, 0, length + 2);
    return 0;
  }
}
