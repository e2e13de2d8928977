package nl.leergang.registration.registration;

import java.util.Optional;
import java.util.UUID;

/** Opaque to everyone outside. */
public record RegistrationId(UUID value) {

  public static Optional<RegistrationId> parse(String text) {
    try {
      UUID value = UUID.fromString(text);
      // The parser also takes shortened forms; one registration has one address.
      return value.toString().equals(text)
          ? Optional.of(new RegistrationId(value))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
