package nl.leergang.notification.mail;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import nl.leergang.notification.MailProperties;
import org.springframework.stereotype.Component;

/**
 * Puts a letter into bytes (RFC 5322, 2045): text and HTML as alternatives, calendar files as
 * attachments, and the one calendar file of an update in the body as well, where Outlook looks.
 */
@Component
public class LetterWriter {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  // Neither quoted-printable nor base64 can hold "=_" (RFC 2045, 6.7).
  private static final String MIXED = "=_leergang_mixed";
  private static final String ALTERNATIVE = "=_leergang_alternative";
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

  private final Calendars calendars;
  private final Mailbox from;
  private final Clock clock;

  LetterWriter(Calendars calendars, MailProperties properties, Clock clock) {
    this.calendars = calendars;
    this.from = Mailbox.parse(properties.from());
    this.clock = clock;
  }

  public byte[] write(Letter letter, String messageId) {
    Part mail = new Part();
    mail.header("From", address(from));
    mail.header("Reply-To", address(letter.replyTo()));
    mail.header("To", address(letter.to()));
    mail.header("Message-ID", messageId);
    mail.header("Subject", encoded("Subject: ", HeaderText.clean(letter.subject())));
    mail.header("Date", DATE.format(clock.instant()));
    mail.header("Auto-Submitted", "auto-generated");
    mail.header("Content-Language", letter.content().language());
    if (letter.inReplyTo() != null) {
      mail.header("In-Reply-To", letter.inReplyTo());
      mail.header("References", letter.inReplyTo());
    }
    mail.header("MIME-Version", "1.0");
    if (letter.invites().isEmpty()) {
      alternatives(mail, letter);
    } else {
      mail.header("Content-Type", "multipart/mixed; boundary=\"" + MIXED + "\"");
      mail.begin(MIXED);
      alternatives(mail, letter);
      letter.invites().forEach(invite -> attachment(mail, letter, invite));
      mail.end(MIXED);
    }
    return checked(mail.toBytes());
  }

  private void alternatives(Part mail, Letter letter) {
    mail.header("Content-Type", "multipart/alternative; boundary=\"" + ALTERNATIVE + "\"");
    mail.begin(ALTERNATIVE);
    mail.header("Content-Type", "text/plain; charset=UTF-8");
    mail.text(TextLetter.of(letter.content()));
    mail.begin(ALTERNATIVE);
    mail.header("Content-Type", "text/html; charset=UTF-8");
    mail.text(HtmlLetter.of(letter.content()));
    if (letter.update()) {
      for (Letter.Invite invite : letter.invites()) {
        mail.begin(ALTERNATIVE);
        mail.header("Content-Type", calendarType(invite));
        mail.base64(calendars.write(invite, from, letter.to()));
      }
    }
    mail.end(ALTERNATIVE);
  }

  private void attachment(Part mail, Letter letter, Letter.Invite invite) {
    String type = letter.update() ? "application/ics" : calendarType(invite);
    String name = letter.update() ? "invite.ics" : fileName(letter, invite);
    mail.begin(MIXED);
    mail.header("Content-Type", type + ";\r\n name=\"" + name + "\"");
    mail.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    mail.base64(calendars.write(invite, from, letter.to()));
  }

  private static String calendarType(Letter.Invite invite) {
    return "text/calendar; charset=UTF-8; method=" + invite.method().name();
  }

  private static String fileName(Letter letter, Letter.Invite invite) {
    String name = "en".equals(letter.content().language()) ? "session-" : "bijeenkomst-";
    return name + invite.session().number() + ".ics";
  }

  private static String address(Mailbox mailbox) {
    try {
      String header = new InternetAddress(mailbox.address(), mailbox.name(), UTF_8).toString();
      return MimeUtility.fold("Reply-To: ".length(), header);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  private static String encoded(String before, String text) {
    try {
      return MimeUtility.fold(before.length(), MimeUtility.encodeText(text, UTF_8, null));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  /** Whatever was put in, what goes over the wire as a header is ASCII and has one recipient. */
  private static byte[] checked(byte[] message) {
    int recipients = 0;
    boolean lineStart = true;
    for (int i = 0; i + 3 < message.length; i++) {
      if (message[i] < 0) {
        throw new IllegalStateException("a header is not ASCII");
      }
      if (lineStart
          && (message[i] | 0x20) == 't'
          && (message[i + 1] | 0x20) == 'o'
          && message[i + 2] == ':') {
        recipients++;
      }
      if (lineStart && message[i] == '\r') {
        break;
      }
      lineStart = message[i] == '\n';
    }
    if (recipients != 1) {
      throw new IllegalStateException("a mail has exactly one recipient");
    }
    return message;
  }

  /** The message as it grows: headers of a part, its body, the line that begins the next. */
  private static final class Part {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(24_576);

    void header(String name, String value) {
      ascii(name);
      ascii(": ");
      ascii(value);
      ascii("\r\n");
    }

    void begin(String boundary) {
      ascii("\r\n--");
      ascii(boundary);
      ascii("\r\n");
    }

    void end(String boundary) {
      ascii("\r\n--");
      ascii(boundary);
      ascii("--\r\n");
    }

    void text(String text) {
      header("Content-Transfer-Encoding", "quoted-printable");
      ascii("\r\n");
      QuotedPrintable.encode(text.getBytes(StandardCharsets.UTF_8), out);
    }

    void base64(byte[] content) {
      header("Content-Transfer-Encoding", "base64");
      ascii("\r\n");
      out.writeBytes(BASE64.encode(content));
    }

    /** What is not ASCII must be seen by the check at the end, not become a question mark. */
    private void ascii(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }
}
