package nl.leergang.notification.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a letter; as HTML and as plain text each kind has its own shape. */
public sealed interface Block {

  record Paragraph(String text) implements Block {}

  /** Something the reader must not overlook. */
  record Notice(String text) implements Block {}

  record Facts(String title, List<Fact> facts) implements Block {}

  record Fact(String label, String value) {}

  record Agenda(String title, List<Line> lines) implements Block {}

  /**
   * @param note what is special about this one
   */
  record Line(int number, String title, String when, String where, @Nullable String note) {}

  /** The old and the new side by side. */
  record Change(String title, String oldTitle, String newTitle, List<Difference> differences)
      implements Block {}

  record Difference(String label, String before, String after, boolean changed) {}

  record Action(String label, String url) implements Block {}
}
