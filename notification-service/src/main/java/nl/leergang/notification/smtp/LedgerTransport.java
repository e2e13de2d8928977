package nl.leergang.notification.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The library's SMTP client with the two moments made visible that decide about a mail: just before
 * DATA, where it can still be held back, and the final dot, after which it may have arrived.
 */
final class LedgerTransport extends SMTPTransport {

  private final Socket socket;
  private final Duration readTimeout;
  private final Duration finalTimeout;
  private @Nullable BooleanSupplier beforeData;
  private boolean dotSent;

  LedgerTransport(Session session, Socket socket, Duration readTimeout, Duration finalTimeout) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.socket = socket;
    this.readTimeout = readTimeout;
    this.finalTimeout = finalTimeout;
  }

  void expect(BooleanSupplier question) {
    this.beforeData = question;
    this.dotSent = false;
  }

  boolean dotSent() {
    return dotSent;
  }

  @Override
  protected OutputStream data() throws MessagingException {
    if (beforeData != null && !beforeData.getAsBoolean()) {
      throw new HeldBackException();
    }
    return super.data();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    socket.setSoTimeout(Math.toIntExact(finalTimeout.toMillis()));
    dotSent = true;
    super.finishData();
    socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
  }

  /** Our own doing, not the server's. */
  static final class HeldBackException extends MessagingException {
    private static final long serialVersionUID = 1L;
  }
}
