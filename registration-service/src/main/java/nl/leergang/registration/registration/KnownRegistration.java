package nl.leergang.registration.registration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** As much of a stored registration as decides what a repeated request is answered. */
public sealed interface KnownRegistration {

  boolean holds(UUID claim);

  /** The id is taken and leads nowhere: whoever meets it goes on at the next one. */
  record Void() implements KnownRegistration {
    @Override
    public boolean holds(UUID claim) {
      return false;
    }
  }

  record Stored(@Nullable UUID claim, Fingerprint fingerprint, Receipt receipt)
      implements KnownRegistration {
    @Override
    public boolean holds(UUID other) {
      return other.equals(claim);
    }
  }
}
