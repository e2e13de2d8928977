package nl.leergang.localrun.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A message taken apart for its reader. Parts are numbered in the order in which they stand. */
final class ReadMessage {

  private final MimeMessage message;
  private final List<Part> leaves = new ArrayList<>();

  private ReadMessage(MimeMessage message) {
    this.message = message;
  }

  static ReadMessage of(InputStream raw) throws MessagingException, IOException {
    Session session = Session.getInstance(new Properties());
    ReadMessage read = new ReadMessage(new MimeMessage(session, raw));
    read.collect(read.message);
    return read;
  }

  private void collect(Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        collect(child);
      }
    } else {
      leaves.add(part);
    }
  }

  Optional<String> plainText() throws MessagingException, IOException {
    return text("text/plain");
  }

  Optional<String> html() throws MessagingException, IOException {
    return text("text/html");
  }

  /** Decoded; empty where the header is missing. */
  String header(String name) throws MessagingException, IOException {
    @Nullable String value = message.getHeader(name, ", ");
    return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
  }

  /** All parts that are not the text that the reader sees already. */
  List<Attachment> attachments() throws MessagingException, IOException {
    List<Attachment> found = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Part part = leaves.get(i);
      boolean shown =
          !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
              && (part.isMimeType("text/plain") || part.isMimeType("text/html"));
      if (!shown) {
        found.add(new Attachment(i, fileName(part, i), contentType(part)));
      }
    }
    return found;
  }

  /** The decoded content of part {@code number}. */
  Optional<InputStream> content(int number) throws MessagingException, IOException {
    return number >= 0 && number < leaves.size()
        ? Optional.of(leaves.get(number).getInputStream())
        : Optional.empty();
  }

  private Optional<String> text(String type) throws MessagingException, IOException {
    for (Part part : leaves) {
      if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
        try (InputStream in = part.getInputStream()) {
          return Optional.of(new String(in.readAllBytes(), charset(part)));
        }
      }
    }
    return Optional.empty();
  }

  private static Charset charset(Part part) throws MessagingException {
    @Nullable String name = new ContentType(part.getContentType()).getParameter("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static String contentType(Part part) throws MessagingException {
    return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
  }

  private static String fileName(Part part, int number) throws MessagingException, IOException {
    @Nullable String name = part.getFileName();
    if (name != null) {
      return MimeUtility.decodeText(name);
    }
    return "part-" + number + (part.isMimeType("text/calendar") ? ".ics" : "");
  }

  record Attachment(int number, String fileName, String contentType) {}
}
