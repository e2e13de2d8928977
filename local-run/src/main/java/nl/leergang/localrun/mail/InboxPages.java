package nl.leergang.localrun.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The inbox as HTML. Everything that came with a message is escaped. */
final class InboxPages {

  static final int PAGE_SIZE = 50;

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  private final Labels labels;

  InboxPages(Labels labels) {
    this.labels = labels;
  }

  String list(List<CaughtMessage> found, String to, String subject, int page) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(labels.title()).append("</h1>");
    body.append("<p class=lead>").append(labels.explanation()).append("</p>");
    body.append(searchForm(to, subject));
    boolean searching = !to.isEmpty() || !subject.isEmpty();
    if (found.isEmpty()) {
      body.append("<p class=empty>")
          .append(searching ? labels.noneMatching() : labels.none())
          .append("</p>");
      return page(labels.title(), body.toString());
    }
    int pages = (found.size() + PAGE_SIZE - 1) / PAGE_SIZE;
    int shown = Math.clamp(page, 1, pages);
    body.append("<div class=bar><p>")
        .append(labels.count().formatted(found.size()))
        .append("</p><form method=post action=/delete><button class=quiet>")
        .append(labels.deleteAll())
        .append("</button></form></div>");
    body.append("<table><thead><tr>");
    for (String head :
        List.of(labels.subject(), labels.recipient(), labels.sender(), labels.received())) {
      body.append("<th scope=col>").append(head).append("</th>");
    }
    body.append("</tr></thead><tbody>");
    int first = (shown - 1) * PAGE_SIZE;
    for (CaughtMessage m : found.subList(first, Math.min(found.size(), first + PAGE_SIZE))) {
      body.append("<tr><td class=subject><a href=\"/messages/")
          .append(m.id())
          .append("\">")
          .append(subjectOf(m))
          .append("</a></td><td>")
          .append(escape(String.join(", ", m.to())))
          .append("</td><td>")
          .append(escape(m.from()))
          .append("</td><td class=time>")
          .append(time(m.receivedAt()))
          .append("</td></tr>");
    }
    body.append("</tbody></table>");
    body.append("<nav class=pages>");
    if (shown > 1) {
      body.append(pageLink(labels.newer(), to, subject, shown - 1));
    }
    if (shown < pages) {
      body.append(pageLink(labels.older(), to, subject, shown + 1));
    }
    return page(labels.title(), body.append("</nav>").toString());
  }

  String message(CaughtMessage caught, ReadMessage read) throws MessagingException, IOException {
    String base = "/messages/" + caught.id();
    StringBuilder body = new StringBuilder();
    body.append("<p><a href=/>← ").append(labels.back()).append("</a></p>");
    body.append("<h1>").append(subjectOf(caught)).append("</h1><dl>");
    row(body, labels.sender(), caught.from());
    row(body, labels.recipient(), String.join(", ", caught.to()));
    row(body, "Reply-To", read.header("Reply-To"));
    row(body, labels.received(), time(caught.receivedAt()));
    row(body, "Message-ID", caught.messageId());
    body.append("</dl>");
    List<ReadMessage.Attachment> attachments = read.attachments();
    if (!attachments.isEmpty()) {
      body.append("<section><h2>").append(labels.attachments()).append("</h2><ul class=files>");
      for (ReadMessage.Attachment a : attachments) {
        body.append("<li><a href=\"%s/parts/%d\">".formatted(base, a.number()))
            .append(escape(a.fileName()))
            .append("</a> <span>")
            .append(escape(a.contentType()))
            .append("</span></li>");
      }
      body.append("</ul></section>");
    }
    if (read.html().isPresent()) {
      body.append("<section><h2>").append(labels.html()).append("</h2>");
      body.append(
          "<iframe sandbox title=\"%s\" src=\"%s/html\"></iframe></section>"
              .formatted(labels.html(), base));
    }
    if (read.plainText().isPresent()) {
      body.append("<section><h2>").append(labels.plainText()).append("</h2><pre>");
      body.append(escape(read.plainText().orElseThrow())).append("</pre></section>");
    }
    body.append(
        "<p><a href=\"/api/messages/%s/raw\">%s</a></p>".formatted(caught.id(), labels.raw()));
    return page(caught.subject(), body.toString());
  }

  String notFound() {
    return page(
        labels.title(),
        "<p class=empty>%s</p><p><a href=/>← %s</a></p>"
            .formatted(labels.notFound(), labels.back()));
  }

  private String searchForm(String to, String subject) {
    String clear =
        to.isEmpty() && subject.isEmpty()
            ? "<a href=/>" + labels.refresh() + "</a>"
            : "<a href=/>" + labels.clear() + "</a>";
    return """
    <form class=search method=get action=/ role=search>
    <label>%s<input type=search name=to value="%s"></label>
    <label>%s<input type=search name=subject value="%s"></label>
    <button>%s</button>%s</form>
    """
        .formatted(
            labels.recipient(),
            escape(to),
            labels.subject(),
            escape(subject),
            labels.search(),
            clear);
  }

  private static String pageLink(String label, String to, String subject, int page) {
    return "<a href=\"/?to=%s&amp;subject=%s&amp;page=%d\">%s</a>"
        .formatted(encode(to), encode(subject), page, label);
  }

  private static void row(StringBuilder body, String name, String value) {
    if (!value.isEmpty()) {
      body.append("<div><dt>").append(name).append("</dt><dd>");
      body.append(escape(value)).append("</dd></div>");
    }
  }

  private String subjectOf(CaughtMessage message) {
    return message.subject().isBlank() ? labels.noSubject() : escape(message.subject());
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.of(labels.language()))
        .format(at.atZone(AMSTERDAM));
  }

  private String page(String title, String body) {
    return """
    <!doctype html>
    <html lang="%s"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s – Leergang</title><link rel="stylesheet" href="/inbox.css"></head>
    <body><header><a href="/">Leergang · %s</a></header><main>%s</main></body></html>
    """
        .formatted(labels.language(), escape(title), labels.title(), body);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
