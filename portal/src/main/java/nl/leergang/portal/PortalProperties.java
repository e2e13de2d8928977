package nl.leergang.portal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets.
 *
 * @param publicUrl where people reach the portal; its origin counts as our own
 * @param dataDir folder of {@code staff-accounts.json}
 * @param tokenKey base64 of at least 32 random bytes: signs staff tokens, sessions and the
 *     thank-you page's value
 * @param adminPassword password of the account {@code admin}; wins over whatever is stored
 * @param adminPasswordInitial password of {@code admin} where no account is stored yet
 * @param allowedOrigins origins whose scripts may call the public paths
 * @param securityContact address, or {@code https:} URL, for whoever finds a weakness
 * @param services base addresses of the services
 * @param bodyLimit bytes that a request under {@code /v1} may carry, chunked or not
 * @param bodyPatience how long such a body may take, however steadily it trickles in
 * @param sessionIdle a staff session ends after so long without a request
 * @param sessionMaximum a staff session ends after so long in any case
 */
@ConfigurationProperties("leergang")
public record PortalProperties(
    @Nullable URI publicUrl,
    Path dataDir,
    @Nullable String tokenKey,
    @Nullable String adminPassword,
    @Nullable String adminPasswordInitial,
    @DefaultValue List<String> allowedOrigins,
    String securityContact,
    Services services,
    @DefaultValue("262144") int bodyLimit,
    @DefaultValue("10s") Duration bodyPatience,
    @DefaultValue("2h") Duration sessionIdle,
    @DefaultValue("10h") Duration sessionMaximum) {

  /**
   * @param connectTimeout for opening a connection to a service
   * @param answerTimeout for a service's whole answer; longer than the six seconds in which
   *     registration-service gives up on its database
   * @param maxConnections to each service
   */
  public record Services(
      URI registration,
      URI schedule,
      URI notification,
      @DefaultValue("1s") Duration connectTimeout,
      @DefaultValue("10s") Duration answerTimeout,
      @DefaultValue("200") int maxConnections) {}
}
