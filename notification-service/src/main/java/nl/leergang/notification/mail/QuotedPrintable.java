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
    int column = 0;
    for (int i = 0; i < text.length; i++) {
      byte one = text[i];
      if (one == '\n') {
        newLine(out);
        column = 0;
      } else if (one != '\r' || !endsLine(text, i + 1)) {
        boolean plain =
            one == ' ' || one == '\t'
                ? !endsLine(text, i + 1)
                : one > ' ' && one <= '~' && one != '=';
        int width = plain ? 1 : 3;
        // One column is kept for the mark that the line goes on.
        if (column + width >= LONGEST) {
          out.write('=');
          newLine(out);
          column = 0;
        }
        column += width;
        if (plain) {
          out.write(one);
        } else {
          out.write('=');
          out.write(HEX[(one >> 4) & 0xF]);
          out.write(HEX[one & 0xF]);
        }
      }
    }
  }

  private static boolean endsLine(byte[] text, int next) {
    return next == text.length
        || text[next] == '\n'
        || (text[next] == '\r' && next + 1 < text.length && text[next + 1] == '\n');
  }

  private static void newLine(ByteArrayOutputStream out) {
    out.write('\r');
    out.write('\n');
  }
}
