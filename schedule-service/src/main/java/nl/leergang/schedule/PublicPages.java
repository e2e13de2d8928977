package nl.leergang.schedule;

import java.net.URI;
import nl.leergang.schedule.programme.Programme;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people find our pages.
 *
 * @param publicUrl the portal's origin
 * @param privacyPath its page with the privacy statement
 */
@ConfigurationProperties("leergang")
public record PublicPages(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue("/privacy") String privacyPath) {

  /** The programme's own privacy statement, else ours. */
  public String privacyStatement(Programme programme) {
    return programme.privacyStatementUrl() != null
        ? programme.privacyStatementUrl()
        : publicUrl.resolve(privacyPath).toString();
  }
}
