package nl.leergang.notification.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import nl.leergang.notification.MailProperties;
import org.springframework.stereotype.Component;

/**
 * Puts a letter into bytes (RFC 5322, 2045): text and HTML as alternatives, calendar files as
 * attachments, and the one calendar file of an update in the body as well, where Outlook looks.
 */
@Component
public class LetterWriter {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Rendering rendering;
  private final Calendars calendars;
  private final Mailbox from;
  private final Clock clock;
  private final Session session = Session.getInstance(new Properties());

  LetterWriter(Rendering rendering, Calendars calendars, MailProperties properties, Clock clock) {
    this.rendering = rendering;
    this.calendars = calendars;
    this.from = Mailbox.parse(properties.from());
    this.clock = clock;
  }

  public byte[] write(Letter letter, String messageId) {
    try {
      Identified message = new Identified(session, messageId);
      message.setFrom(address(from));
      message.setRecipient(Message.RecipientType.TO, address(letter.to()));
      message.setReplyTo(new InternetAddress[] {address(letter.replyTo())});
      message.setSubject(HeaderText.clean(letter.subject()), UTF_8);
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setHeader("Content-Language", letter.content().language());
      if (letter.inReplyTo() != null) {
        message.setHeader("In-Reply-To", letter.inReplyTo());
        message.setHeader("References", letter.inReplyTo());
      }
      message.setContent(body(letter));
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeTo(out);
      return checked(out.toByteArray());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("the letter cannot be written", e);
    }
  }

  private MimeMultipart body(Letter letter) throws MessagingException {
    MimeMultipart alternative = new MimeMultipart("alternative");
    alternative.addBodyPart(text(rendering.text(letter.content()), "plain"));
    alternative.addBodyPart(text(rendering.html(letter.content()), "html"));
    if (letter.invites().isEmpty()) {
      return alternative;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart readable = new MimeBodyPart();
    readable.setContent(alternative);
    mixed.addBodyPart(readable);
    for (Letter.Invite invite : letter.invites()) {
      byte[] calendar = calendars.write(invite, from, letter.to());
      String method = invite.method().name();
      if (letter.update()) {
        alternative.addBodyPart(part(calendar, "text/calendar; charset=UTF-8; method=" + method));
        mixed.addBodyPart(attached(calendar, "application/ics", "invite.ics"));
      } else {
        mixed.addBodyPart(
            attached(
                calendar,
                "text/calendar; charset=UTF-8; method=" + method,
                fileName(letter, invite)));
      }
    }
    return mixed;
  }

  private static String fileName(Letter letter, Letter.Invite invite) {
    String name = "en".equals(letter.content().language()) ? "session-" : "bijeenkomst-";
    return name + invite.session().number() + ".ics";
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static MimeBodyPart part(byte[] bytes, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static MimeBodyPart attached(byte[] bytes, String type, String name)
      throws MessagingException {
    MimeBodyPart part = part(bytes, type + "; name=\"" + name + "\"");
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    part.setFileName(name);
    return part;
  }

  private static InternetAddress address(Mailbox mailbox) throws UnsupportedEncodingException {
    return new InternetAddress(mailbox.address(), mailbox.name(), UTF_8);
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

  /** Keeps the ledger's Message-ID where the library would make up one for each writing. */
  private static final class Identified extends MimeMessage {
    private final String messageId;

    Identified(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
