package nl.leergang.notification.mail;

/** A letter as plain text. */
final class TextLetter {

  private final StringBuilder out = new StringBuilder(2_048);

  private TextLetter() {}

  static String of(Content letter) {
    TextLetter text = new TextLetter();
    text.line(letter.kicker()).line("").line(letter.heading());
    if (letter.greeting() != null) {
      text.line("").line(letter.greeting());
    }
    letter.blocks().forEach(text::block);
    text.line("");
    letter.closing().forEach(text::line);
    text.line("").line("--").line(letter.small());
    return text.out.toString().replace("\r\n", "\n").strip() + "\n";
  }

  private void block(Block block) {
    line("");
    switch (block) {
      case Block.Paragraph paragraph -> line(paragraph.text());
      case Block.Notice notice -> line("*** " + notice.text());
      case Block.Facts facts -> {
        line(facts.title());
        for (Block.Fact fact : facts.facts()) {
          line("  " + fact.label() + ": " + fact.value().replace("\n", "\n    "));
        }
      }
      case Block.Agenda agenda -> {
        line(agenda.title()).line("");
        agenda.lines().forEach(this::session);
      }
      case Block.Change change -> {
        line(change.title()).line("").line("  " + change.oldTitle());
        for (Block.Difference difference : change.differences()) {
          line("    " + difference.label() + ": " + difference.before());
        }
        line("").line("  " + change.newTitle());
        for (Block.Difference difference : change.differences()) {
          line("    " + difference.label() + ": " + difference.after());
        }
      }
      case Block.Action action -> line(action.label() + ": " + action.url());
    }
  }

  private void session(Block.Line session) {
    line("  " + session.number() + ". " + session.title()).line("     " + session.when());
    if (!session.where().isEmpty()) {
      line("     " + session.where());
    }
    if (session.note() != null) {
      line("     (" + session.note() + ")");
    }
  }

  private TextLetter line(String text) {
    out.append(text).append('\n');
    return this;
  }
}
