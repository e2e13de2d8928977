package nl.leergang.notification.smtp;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A message that goes out exactly as it was stored. */
final class RawMessage extends MimeMessage {

  private final byte[] bytes;

  RawMessage(Session session, byte[] bytes) {
    super(session);
    this.bytes = bytes;
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    out.write(bytes);
  }
}
