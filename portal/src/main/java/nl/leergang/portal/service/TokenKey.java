package nl.leergang.portal.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.leergang.portal.PortalProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The secret that the portal shares with the services, and the keys derived from it for what only
 * the portal reads: a value signed for one purpose is worth nothing for another.
 */
@Component
public class TokenKey {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] secret;

  TokenKey(PortalProperties properties) {
    this.secret = decode(properties.tokenKey());
  }

  private static byte[] decode(@Nullable String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text == null ? "" : text.strip());
      if (key.length >= 32) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(ADVICE, e);
    }
    throw new IllegalStateException(ADVICE);
  }

  private static final String ADVICE =
      "LEERGANG_TOKEN_KEY must be the base64 of at least 32 random bytes, the same for the portal"
          + " and the services: openssl rand -base64 32";

  byte[] signRaw(byte[] data) {
    return hmac(secret, data);
  }

  /** {@code data.signature}, both in URL-safe base64. */
  public String seal(String purpose, byte[] data) {
    return ENCODER.encodeToString(data) + "." + ENCODER.encodeToString(digest(purpose, data));
  }

  /** The data, where this key has sealed it for this purpose. */
  public Optional<byte[]> open(String purpose, String sealed) {
    int dot = sealed.indexOf('.');
    if (dot < 0 || sealed.length() > 4096) {
      return Optional.empty();
    }
    try {
      byte[] data = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      return MessageDigest.isEqual(signature, digest(purpose, data))
          ? Optional.of(data)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A keyed digest: the same in every instance that has the same secret. */
  public byte[] digest(String purpose, byte[] data) {
    return hmac(hmac(secret, ("portal/" + purpose).getBytes(StandardCharsets.UTF_8)), data);
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
