package nl.leergang.localrun.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import org.jspecify.annotations.Nullable;

/** Decoded headers of a message, from its first bytes. */
final class MessageHeaders {

  private final InternetHeaders headers;

  private MessageHeaders(InternetHeaders headers) {
    this.headers = headers;
  }

  static MessageHeaders of(InputStream start) {
    try {
      return new MessageHeaders(new InternetHeaders(start, true));
    } catch (MessagingException e) {
      // A message with broken headers is a message all the same: it is kept and shown without them.
      return new MessageHeaders(new InternetHeaders());
    }
  }

  /** Empty where the header is missing. */
  String get(String name) {
    @Nullable String value = headers.getHeader(name, ", ");
    if (value == null) {
      return "";
    }
    String unfolded = MimeUtility.unfold(value);
    try {
      return MimeUtility.decodeText(unfolded);
    } catch (UnsupportedEncodingException e) {
      return unfolded;
    }
  }
}
