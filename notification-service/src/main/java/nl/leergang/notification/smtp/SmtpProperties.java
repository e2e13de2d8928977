package nl.leergang.notification.smtp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server. Not named after SMTP: {@code LEERGANG_SMTP_PORT}, which is the port of the local
 * mail catcher, would be taken for the port of this one.
 *
 * @param user empty: no login
 * @param tls whether and when the connection is encrypted
 * @param connectTimeout until the connection stands
 * @param readTimeout for each reply of the server but the last
 * @param finalTimeout for the reply to the final dot (RFC 5321, 4.5.3.2.6, asks for minutes)
 * @param idle a connection unused for longer is not trusted but opened anew
 */
@ConfigurationProperties("leergang.mail-server")
public record SmtpProperties(
    @DefaultValue("127.0.0.1") String host,
    @DefaultValue("1025") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("none") Tls tls,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout,
    @DefaultValue("120s") Duration finalTimeout,
    @DefaultValue("15s") Duration idle) {

  /** How the connection is encrypted. */
  public enum Tls {
    /** Not at all: a server on the same machine. */
    NONE,
    /** The server must offer STARTTLS (RFC 3207); without it nothing is sent. */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT
  }

  @Override
  public String toString() {
    return "SmtpProperties[" + host + ":" + port + ", tls=" + tls + "]";
  }
}
