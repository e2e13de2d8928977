package nl.leergang.registration.registration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Who a request is, so that the same one meets itself on any instance: its idempotency key, or
 * without one its body and the day in Amsterdam.
 */
public record Identity(String kind, String key) {

  public static Identity ofKey(String resource, String key) {
    return new Identity(resource + "/key", key);
  }

  public static Identity ofBody(String resource, Fingerprint body, LocalDate day) {
    return new Identity(resource + "/body", body.value() + "/" + day);
  }

  /** The n-th id, from 0: the next one is used where an id turned out to be void. */
  public UUID at(int n) {
    byte[] hash = Sha256.of((kind + '\0' + key + '\0' + n).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    // Version 8 (RFC 9562): a UUID whose bits are the application's own.
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
