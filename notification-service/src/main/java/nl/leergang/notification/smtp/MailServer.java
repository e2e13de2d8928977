package nl.leergang.notification.smtp;

import java.util.function.BooleanSupplier;

/** The mail server, as the sender needs it. */
public interface MailServer {

  /** A connection that opens when it is first used. */
  Connection connection();

  /** One conversation at a time; reused from mail to mail. Not for use by two threads at once. */
  interface Connection extends AutoCloseable {

    /**
     * Sends the bytes as they are to one recipient.
     *
     * @param beforeData asked when the server has accepted the recipient and nothing of the mail
     *     has gone out yet; false holds the mail back
     */
    Reply send(String from, String recipient, byte[] bytes, BooleanSupplier beforeData);

    /** Cuts off the conversation from another thread. */
    void cut();

    @Override
    void close();
  }
}
