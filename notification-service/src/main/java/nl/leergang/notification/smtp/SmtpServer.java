package nl.leergang.notification.smtp;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.mail.Mailbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The mail server that the environment names. */
@Component
class SmtpServer implements MailServer {

  private final SmtpProperties properties;
  private final SSLSocketFactory tls;
  private final Session session;

  @Autowired
  SmtpServer(SmtpProperties properties, MailProperties mails) {
    this(
        properties,
        Mailbox.parse(mails.from()).domain(),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * @param client how we introduce ourselves: servers refuse a name without a domain (RFC 5321,
   *     4.1.1.1)
   * @param tls decides whose certificates are trusted
   */
  SmtpServer(SmtpProperties properties, String client, SSLSocketFactory tls) {
    this.properties = properties;
    this.tls = tls;
    Properties mail = new Properties();
    mail.put("mail.smtp.ssl.socketFactory", tls);
    mail.setProperty("mail.smtp.auth", Boolean.toString(!properties.user().isEmpty()));
    mail.setProperty("mail.smtp.quitwait", "false");
    mail.setProperty("mail.smtp.localhost", client);
    if (properties.tls() == SmtpProperties.Tls.STARTTLS) {
      mail.setProperty("mail.smtp.starttls.enable", "true");
      mail.setProperty("mail.smtp.starttls.required", "true");
    }
    mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (!properties.user().isEmpty()) {
      mail.setProperty("mail.smtp.user", properties.user());
    }
    session =
        Session.getInstance(
            mail,
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(properties.user(), properties.password());
              }
            });
  }

  @Override
  public Connection connection() {
    return new SmtpConnection(properties, session, tls);
  }
}
