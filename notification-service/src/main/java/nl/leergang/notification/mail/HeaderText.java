package nl.leergang.notification.mail;

/** Text that people wrote, on its way into a header. */
final class HeaderText {

  private static final int LONGEST = 200;

  private HeaderText() {}

  /**
   * One line without control characters or invisible direction changes. What is not ASCII is
   * encoded by the writer (RFC 2047), so that no character can be cut down to a line end; what only
   * looks encoded must not be taken for it, and shown as something else than was typed.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> visible(c) ? c : ' ').forEach(clean::appendCodePoint);
    String line = clean.toString().replace("=?", "= ?").replaceAll(" {2,}", " ").strip();
    return line.length() <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, cut(line))) + "…";
  }

  private static int cut(String line) {
    return Math.min(LONGEST - 1, line.codePointCount(0, line.length()));
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
