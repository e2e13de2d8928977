package nl.leergang.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The portal's token for a call by staff: HS256, valid for a minute at most. */
final class StaffToken {

  static final String RIGHTS = "rights";
  static final String STAFF = "staff";
  private static final String ISSUER = "leergang-portal";
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
  private static final int KEY_BYTES = 32;

  private StaffToken() {}

  /**
   * @throws IllegalStateException when the key is missing, is no base64 or is too short
   */
  static SecretKey key(@Nullable String base64) {
    if (base64 == null || base64.isBlank()) {
      throw new IllegalStateException(
          "LEERGANG_TOKEN_KEY is not set: it holds the key of the portal's staff tokens, "
              + KEY_BYTES
              + " random bytes in base64 (make one with: openssl rand -base64 32)");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("LEERGANG_TOKEN_KEY is not base64", e);
    }
    if (bytes.length < KEY_BYTES) {
      throw new IllegalStateException(
          "LEERGANG_TOKEN_KEY has %d bytes, it needs at least %d"
              .formatted(bytes.length, KEY_BYTES));
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  static JwtDecoder decoder(SecretKey key, Clock clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            List.of(times, new JwtIssuerValidator(ISSUER), namesSomeoneForAMinute(clock))));
    return decoder;
  }

  /** Without an end, or with one far off, a token that leaks would be good for long. */
  private static OAuth2TokenValidator<Jwt> namesSomeoneForAMinute(Clock clock) {
    return token -> {
      Instant from = token.getIssuedAt();
      Instant until = token.getExpiresAt();
      boolean complete = token.getSubject() != null && from != null && until != null;
      // Also from now on: where iat is absent the library puts one just before exp.
      return complete
              && Duration.between(from, until).compareTo(LONGEST_LIFE) <= 0
              && Duration.between(clock.instant(), until).compareTo(LONGEST_LIFE.plus(CLOCK_SKEW))
                  <= 0
          ? OAuth2TokenValidatorResult.success()
          : OAuth2TokenValidatorResult.failure(
              new OAuth2Error(
                  "invalid_token", "sub, iat and exp within a minute are needed", null));
    };
  }
}
