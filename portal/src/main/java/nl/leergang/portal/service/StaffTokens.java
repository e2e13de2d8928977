package nl.leergang.portal.service;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the token (JWT, HS256) that tells a service which member of staff calls. */
@Component
public class StaffTokens {

  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

  private final TokenKey key;
  private final JsonMapper json;
  private final Clock clock;

  StaffTokens(TokenKey key, JsonMapper json, Clock clock) {
    this.key = key;
    this.json = json;
    this.clock = clock;
  }

  /** An {@code Authorization} value, good for a minute. */
  public String bearer(String account, Collection<String> rights) {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "leergang-portal");
    claims.put("sub", account);
    claims.put("rights", List.copyOf(rights));
    claims.put("iat", now);
    claims.put("exp", now + LIFE.toSeconds());
    String signed = HEADER + "." + BASE64.encodeToString(json.writeValueAsBytes(claims));
    byte[] signature = key.signRaw(signed.getBytes(StandardCharsets.US_ASCII));
    return "Bearer " + signed + "." + BASE64.encodeToString(signature);
  }
}
