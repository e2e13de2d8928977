package nl.leergang.notification.mail;

import java.util.List;

/**
 * A letter as HTML: tables and inline styles, which is what mail programs show alike.
 *
 * <p>Written out instead of kept as a template: every mail is made anew, and an engine would walk
 * the whole template and ask for each value by reflection every time.
 */
final class HtmlLetter {

  private static final String SECTION =
      "<h2 style=\"margin:26px 0 8px 0;font-size:19px;line-height:1.3;color:#1d3c52;\">";
  private static final String TABLE =
      "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
          + " style=\"margin:0 0 18px 0;border-collapse:collapse;\">\n";

  private final StringBuilder out = new StringBuilder(8_192);

  private HtmlLetter() {}

  static String of(Content letter) {
    HtmlLetter html = new HtmlLetter();
    html.head(letter);
    letter.blocks().forEach(html::block);
    html.foot(letter);
    return html.out.toString();
  }

  private void head(Content letter) {
    out.append("<!DOCTYPE html>\n<html lang=\"");
    text(letter.language());
    out.append(
        """
        ">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>\
        """);
    text(letter.heading());
    out.append(
        """
        </title>
        </head>
        <body style="margin:0;padding:0;background-color:#f3f0ea;color:#22282e;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:17px;line-height:1.55;">
        <div style="display:none;max-height:0;overflow:hidden;">\
        """);
    text(letter.preview());
    out.append(
        """
        </div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f3f0ea;">
        <tr><td align="center" style="padding:28px 12px;">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;background-color:#ffffff;border-top:6px solid #8c3b2a;">
        <tr><td style="padding:32px 36px 8px 36px;">
        <p style="margin:0 0 6px 0;font-size:15px;color:#5a4a3f;">\
        """);
    text(letter.kicker());
    out.append(
        """
        </p>
        <h1 style="margin:0 0 22px 0;font-size:27px;line-height:1.25;font-weight:600;color:#1d3c52;">\
        """);
    text(letter.heading());
    out.append("</h1>\n");
    if (letter.greeting() != null) {
      element("<p style=\"margin:0 0 16px 0;\">", letter.greeting(), "</p>\n");
    }
  }

  private void block(Block block) {
    switch (block) {
      case Block.Paragraph paragraph ->
          element(
              "<p style=\"margin:0 0 16px 0;white-space:pre-line;\">", paragraph.text(), "</p>\n");
      case Block.Notice notice ->
          element(
              "<p style=\"margin:4px 0 20px 0;padding:14px 18px;background-color:#fdf3dc;"
                  + "border-left:5px solid #b7791f;\">",
              notice.text(),
              "</p>\n");
      case Block.Facts facts -> facts(facts);
      case Block.Agenda agenda -> agenda(agenda);
      case Block.Change change -> change(change);
      case Block.Action action -> {
        out.append("<p style=\"margin:22px 0 24px 0;\"><a href=\"");
        text(action.url());
        element(
            "\" style=\"display:inline-block;padding:12px 22px;background-color:#1d3c52;"
                + "color:#ffffff;text-decoration:none;font-weight:600;border-radius:3px;\">",
            action.label(),
            "</a></p>\n");
      }
    }
  }

  private void facts(Block.Facts facts) {
    element(SECTION, facts.title(), "</h2>\n");
    out.append(TABLE);
    for (Block.Fact fact : facts.facts()) {
      element(
          "<tr>\n<th scope=\"row\" align=\"left\" valign=\"top\" width=\"34%\""
              + " style=\"padding:8px 14px 8px 0;border-bottom:1px solid #e4ded4;"
              + "font-weight:400;color:#5a4a3f;\">",
          fact.label(), "</th>\n");
      element(
          "<td valign=\"top\" style=\"padding:8px 0;border-bottom:1px solid #e4ded4;"
              + "white-space:pre-line;overflow-wrap:anywhere;\">",
          fact.value(),
          "</td>\n</tr>\n");
    }
    out.append("</table>\n");
  }

  private void agenda(Block.Agenda agenda) {
    element(SECTION, agenda.title(), "</h2>\n");
    out.append(TABLE.replace("<table ", "<table role=\"presentation\" "));
    for (Block.Line line : agenda.lines()) {
      element(
          "<tr>\n<td valign=\"top\" width=\"44\" style=\"padding:12px 0;"
              + "border-bottom:1px solid #e4ded4;font-size:22px;line-height:1.2;"
              + "color:#8c3b2a;\">",
          Integer.toString(line.number()),
          "</td>\n");
      element(
          "<td valign=\"top\" style=\"padding:12px 0;border-bottom:1px solid #e4ded4;\">\n<strong>",
          line.title(),
          "</strong><br>\n");
      element("<span>", line.when(), "</span>");
      if (!line.where().isEmpty()) {
        element("<br><span style=\"color:#5a4a3f;\">", line.where(), "</span>");
      }
      if (line.note() != null) {
        element("<br><span style=\"color:#7a4a00;font-weight:600;\">", line.note(), "</span>");
      }
      out.append("\n</td>\n</tr>\n");
    }
    out.append("</table>\n");
  }

  private void change(Block.Change change) {
    element(SECTION, change.title(), "</h2>\n");
    out.append(TABLE.replace("18px", "20px"))
        .append("<tr>\n<td width=\"18%\" style=\"padding:0;\"></td>\n");
    element(
        "<th scope=\"col\" align=\"left\" width=\"41%\" style=\"padding:10px 12px;"
            + "background-color:#efeae1;color:#5a4a3f;font-weight:600;\">",
        change.oldTitle(), "</th>\n");
    element(
        "<th scope=\"col\" align=\"left\" width=\"41%\" style=\"padding:10px 12px;"
            + "background-color:#1d3c52;color:#ffffff;font-weight:600;\">",
        change.newTitle(), "</th>\n</tr>\n");
    for (Block.Difference difference : change.differences()) {
      boolean changed = difference.changed();
      element(
          "<tr>\n<th scope=\"row\" align=\"left\" valign=\"top\" style=\"padding:12px 12px 12px 0;"
              + "border-bottom:1px solid #e4ded4;font-weight:400;color:#5a4a3f;\">",
          difference.label(),
          "</th>\n");
      out.append(
          "<td valign=\"top\" style=\"padding:12px;border-bottom:1px solid #e4ded4;"
              + "background-color:#f9f6f0;color:#5a4a3f;\">");
      element(changed ? "<s>" : "<span>", difference.before(), changed ? "</s>" : "</span>");
      out.append(
          "</td>\n<td valign=\"top\" style=\"padding:12px;border-bottom:1px solid #e4ded4;"
              + "background-color:#eef4f8;\">");
      element(
          changed ? "<strong>" : "<span>", difference.after(), changed ? "</strong>" : "</span>");
      out.append("</td>\n</tr>\n");
    }
    out.append("</table>\n");
  }

  private void foot(Content letter) {
    List<String> closing = letter.closing();
    if (!closing.isEmpty()) {
      out.append("<p style=\"margin:26px 0 20px 0;\">");
      for (int i = 0; i < closing.size(); i++) {
        element(i == 0 ? "<span>" : "<br><span>", closing.get(i), "</span>");
      }
      out.append("</p>\n");
    }
    out.append(
        """
        </td></tr>
        <tr><td style="padding:16px 36px 26px 36px;border-top:1px solid #e4ded4;font-size:14px;line-height:1.5;color:#5a4a3f;overflow-wrap:anywhere;">\
        """);
    text(letter.small());
    out.append(
        """
        </td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>
        """);
  }

  private void element(String before, String text, String after) {
    out.append(before);
    text(text);
    out.append(after);
  }

  /** Whatever people wrote stays text, in an element as in an attribute. */
  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
