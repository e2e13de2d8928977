package nl.leergang.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads what went out, for staff. */
public final class StoredMail {

  private StoredMail() {}

  /** The plain text of the mail; null where it has none. */
  public static @Nullable String text(byte[] bytes) {
    try {
      return plain(
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("a stored mail cannot be read", e);
    }
  }

  private static @Nullable String plain(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return part.getContent().toString().replace("\r\n", "\n");
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = plain(parts.getBodyPart(i));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
