package nl.leergang.notification.smtp;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** The mail server that the environment names. */
@Component
class SmtpServer implements MailServer {

  private final SmtpProperties properties;
  private final Session session;

  SmtpServer(SmtpProperties properties) {
    this.properties = properties;
    Properties mail = new Properties();
    mail.setProperty("mail.smtp.auth", Boolean.toString(!properties.user().isEmpty()));
    mail.setProperty("mail.smtp.quitwait", "false");
    mail.setProperty("mail.smtp.localhost", "localhost");
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
    return new SmtpConnection(properties, session);
  }
}
