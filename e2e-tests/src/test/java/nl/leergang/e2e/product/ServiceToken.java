package nl.leergang.e2e.product;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A token as the portal makes them, or should not. */
public final class ServiceToken {

  private ServiceToken() {}

  /**
   * @param seconds until it expires; less than 0 for one that has
   */
  public static String of(byte[] key, List<String> rights, int seconds) {
    long now = Instant.now().getEpochSecond();
    String content =
        part(Map.of("alg", "HS256", "typ", "JWT"))
            + "."
            + part(
                Map.of(
                    "iss",
                    "leergang-portal",
                    "sub",
                    "admin",
                    "rights",
                    rights,
                    "iat",
                    Math.min(now, now + seconds - 30),
                    "exp",
                    now + seconds));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encode(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, ?> json) {
    return encode(JsonMapper.shared().writeValueAsBytes(json));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
