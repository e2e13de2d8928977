package nl.leergang.e2e.product;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A mail as it lies at the mail server.
 *
 * @param calendars what its text/calendar parts and .ics files say, one for each part
 */
public record Mail(
    String messageId,
    List<String> from,
    List<String> to,
    List<String> replyTo,
    String subject,
    String text,
    String html,
    List<Invitation> calendars) {

  /** Reads a raw message. */
  public static Mail parse(byte[] source) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
      Parts parts = new Parts();
      parts.collect(message);
      return new Mail(
          message.getMessageID(),
          addresses(message.getFrom()),
          addresses(message.getAllRecipients()),
          addresses(message.getReplyTo()),
          message.getSubject(),
          parts.text.toString(),
          parts.html.toString(),
          parts.calendars);
    } catch (MessagingException | IOException e) {
      throw new AssertionError(
          "Not a mail that can be read:\n" + new String(source, StandardCharsets.UTF_8), e);
    }
  }

  /** One for each session that it speaks of, whatever number of parts carry it. */
  public List<Invitation> invitations() {
    return calendars.stream().distinct().toList();
  }

  private static List<String> addresses(jakarta.mail.Address[] addresses) {
    return addresses == null
        ? List.of()
        : Stream.of(addresses).map(a -> ((InternetAddress) a).getAddress()).toList();
  }

  private static final class Parts {

    final StringBuilder text = new StringBuilder();
    final StringBuilder html = new StringBuilder();
    final List<Invitation> calendars = new ArrayList<>();

    void collect(Part part) throws MessagingException, IOException {
      if (part.isMimeType("multipart/*")) {
        Multipart multipart = (Multipart) part.getContent();
        for (int i = 0; i < multipart.getCount(); i++) {
          BodyPart child = multipart.getBodyPart(i);
          collect(child);
        }
      } else if (part.isMimeType("text/calendar") || isCalendarFile(part)) {
        try (InputStream in = part.getInputStream()) {
          calendars.addAll(Invitation.parse(in.readAllBytes()));
        }
      } else if (part.isMimeType("text/html")) {
        html.append(part.getContent());
      } else if (part.isMimeType("text/plain")) {
        text.append(part.getContent());
      }
    }

    private static boolean isCalendarFile(Part part) throws MessagingException {
      return part.getFileName() != null && part.getFileName().endsWith(".ics");
    }
  }
}
