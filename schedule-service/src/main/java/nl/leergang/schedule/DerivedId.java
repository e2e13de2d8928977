package nl.leergang.schedule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from names in a catalogue file: every instance derives the same one, so that two
 * of them importing the same file at once meet at the same document.
 */
public final class DerivedId {

  private DerivedId() {}

  /** A UUID of version 8 (RFC 9562) from the SHA-256 of the parts. */
  public static String of(String... parts) {
    ByteBuffer hash =
        ByteBuffer.wrap(sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
