package nl.leergang.notification.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** One reused connection. Every wait has an end: nothing here relies on the library's defaults. */
final class SmtpConnection implements MailServer.Connection {

  private static final int SERVICE_CLOSING = 421;

  private final SmtpProperties properties;
  private final Session session;
  private final SSLSocketFactory tls;
  private @Nullable LedgerTransport transport;
  private volatile @Nullable Socket socket;
  private long lastUsed;

  SmtpConnection(SmtpProperties properties, Session session, SSLSocketFactory tls) {
    this.properties = properties;
    this.session = session;
    this.tls = tls;
  }

  @Override
  public Reply send(String from, String recipient, byte[] bytes, BooleanSupplier beforeData) {
    boolean reused = transport != null;
    if (reused && System.nanoTime() - lastUsed > properties.idle().toNanos()) {
      close();
      reused = false;
    }
    Reply reply = attempt(from, recipient, bytes, beforeData);
    if (reused && reply instanceof Reply.Unreachable && !asked) {
      // The server had closed a connection that lay idle; that says nothing about the mail.
      reply = attempt(from, recipient, bytes, beforeData);
    }
    lastUsed = System.nanoTime();
    return reply;
  }

  private boolean asked;

  private Reply attempt(String from, String recipient, byte[] bytes, BooleanSupplier beforeData) {
    asked = false;
    LedgerTransport open;
    try {
      open = open();
    } catch (AuthenticationFailedException e) {
      close();
      return new Reply.NotLetIn("login: " + text(e));
    } catch (MessagingException | IOException e) {
      close();
      return new Reply.Unreachable(text(e), true);
    }
    open.expect(() -> {
      asked = true;
      return beforeData.getAsBoolean();
    });
    boolean done = false;
    try {
      RawMessage message = new RawMessage(session, bytes);
      message.setFrom(new InternetAddress(from));
      open.sendMessage(message, new Address[] {new InternetAddress(recipient)});
      done = true;
      return new Reply.Accepted();
    } catch (LedgerTransport.HeldBackException e) {
      done = reset(open);
      return new Reply.Withheld();
    } catch (MessagingException e) {
      Reply reply = read(e, open);
      done = stillUsable(reply, open) && reset(open);
      return reply;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private static boolean stillUsable(Reply reply, LedgerTransport open) {
    return switch (reply) {
      case Reply.Refused refused -> open.getLastReturnCode() != SERVICE_CLOSING;
      case Reply.Deferred deferred -> open.getLastReturnCode() != SERVICE_CLOSING;
      default -> false;
    };
  }

  private static boolean reset(LedgerTransport open) {
    try {
      open.issueCommand("RSET", 250);
      return true;
    } catch (MessagingException e) {
      return false;
    }
  }

  /** What the server's refusal, or its silence, says about the mail. */
  private static Reply read(MessagingException failure, LedgerTransport open) {
    if (open.dotSent()) {
      int code = open.getLastReturnCode();
      boolean final_ = failure instanceof SMTPSendFailedException && code >= 400;
      if (!final_) {
        return new Reply.OutcomeUnknown("no reply to the final dot: " + text(failure));
      }
      return permanent(code) ? new Reply.Refused(text(failure)) : new Reply.Deferred(text(failure));
    }
    for (Exception e = failure; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException refused) {
        int code = refused.getReturnCode();
        return permanent(code) ? new Reply.Refused(text(e)) : deferredOrGone(code, e);
      }
      if (e instanceof SMTPSenderFailedException refused) {
        return permanent(refused.getReturnCode())
            ? new Reply.NotLetIn("sender: " + text(e))
            : deferredOrGone(refused.getReturnCode(), e);
      }
      if (e instanceof SMTPSendFailedException refused && refused.getReturnCode() >= 400) {
        int code = refused.getReturnCode();
        if (!permanent(code)) {
          return new Reply.Deferred(text(e));
        }
        String command = refused.getCommand() == null ? "" : refused.getCommand();
        return command.startsWith("MAIL")
            ? new Reply.NotLetIn("sender: " + text(e))
            : new Reply.Refused(text(e));
      }
    }
    return new Reply.Unreachable(text(failure), false);
  }

  private static Reply deferredOrGone(int code, Exception e) {
    return code >= 400 ? new Reply.Deferred(text(e)) : new Reply.Unreachable(text(e), false);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private static boolean permanent(int code) {
    return code >= 500 && code < 600;
  }

  private static String text(Exception e) {
    StringBuilder text = new StringBuilder();
    for (Exception at = e; at != null; at = next(at)) {
      if (at.getMessage() != null && text.indexOf(at.getMessage().strip()) < 0) {
        text.append(text.isEmpty() ? "" : "; ").append(at.getMessage().strip());
      }
    }
    return text.isEmpty() ? e.getClass().getSimpleName() : text.toString();
  }

  private LedgerTransport open() throws MessagingException, IOException {
    if (transport != null) {
      return transport;
    }
    Socket connected = connect();
    socket = connected;
    LedgerTransport opening =
        new LedgerTransport(
            session, connected, properties.readTimeout(), properties.finalTimeout());
    opening.connect(connected);
    transport = opening;
    return opening;
  }

  private Socket connect() throws IOException {
    int timeout = Math.toIntExact(properties.connectTimeout().toMillis());
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(properties.host(), properties.port()), timeout);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(Math.toIntExact(properties.readTimeout().toMillis()));
      if (properties.tls() != SmtpProperties.Tls.IMPLICIT) {
        return plain;
      }
      SSLSocket encrypted =
          (SSLSocket) tls.createSocket(plain, properties.host(), properties.port(), true);
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
      return encrypted;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public void cut() {
    Socket current = socket;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        // A socket that cannot even be closed is of no more use than a closed one.
      }
    }
  }

  @Override
  public void close() {
    LedgerTransport open = transport;
    transport = null;
    if (open != null) {
      try {
        open.close();
      } catch (MessagingException e) {
        // The mail's fate was decided by its own reply; the farewell adds nothing.
      }
    }
    cut();
    socket = null;
  }
}
