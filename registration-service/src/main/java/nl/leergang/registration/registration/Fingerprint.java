package nl.leergang.registration.registration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tells whether two requests ask for the same thing. */
public record Fingerprint(String value) {

  /** Of the normalised fields, in a fixed order; absent ones are null. */
  public static Fingerprint of(@Nullable String... fields) {
    StringBuilder canonical = new StringBuilder(256);
    for (String field : fields) {
      // The length keeps "ab", "c" apart from "a", "bc".
      canonical.append(field == null ? -1 : field.length()).append(':');
      canonical.append(field == null ? "" : field);
    }
    byte[] hash = Sha256.of(canonical.toString().getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }
}
