package nl.leergang.registration.registration;

import java.util.UUID;

/** What people read out on the telephone: ten characters without look-alikes, made of the id. */
public record Reference(String value) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  public static Reference of(UUID id) {
    StringBuilder text = new StringBuilder(11);
    for (int i = 0; i < 10; i++) {
      if (i == 5) {
        text.append('-');
      }
      text.append(ALPHABET.charAt((int) (id.getLeastSignificantBits() >>> (5 * i)) & 31));
    }
    return new Reference(text.toString());
  }
}
