package nl.leergang.notification.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a letter; both templates know how to show each kind. */
public sealed interface Block {

  /** Name of the kind, for the templates. */
  String kind();

  record Paragraph(String text) implements Block {
    @Override
    public String kind() {
      return "paragraph";
    }
  }

  /** Something the reader must not overlook. */
  record Notice(String text) implements Block {
    @Override
    public String kind() {
      return "notice";
    }
  }

  record Facts(String title, List<Fact> facts) implements Block {
    @Override
    public String kind() {
      return "facts";
    }
  }

  record Fact(String label, String value) {}

  record Agenda(String title, List<Line> lines) implements Block {
    @Override
    public String kind() {
      return "agenda";
    }
  }

  /**
   * @param note what is special about this one
   */
  record Line(int number, String title, String when, String where, @Nullable String note) {}

  /** The old and the new side by side. */
  record Change(String title, String oldTitle, String newTitle, List<Difference> differences)
      implements Block {
    @Override
    public String kind() {
      return "change";
    }
  }

  record Difference(String label, String before, String after, boolean changed) {}

  record Action(String label, String url) implements Block {
    @Override
    public String kind() {
      return "action";
    }
  }
}
