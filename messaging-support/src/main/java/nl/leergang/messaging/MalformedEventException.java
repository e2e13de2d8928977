package nl.leergang.messaging;

import org.jspecify.annotations.Nullable;

/** The event can never be applied as it is; it is set aside for staff and its key waits. */
public class MalformedEventException extends RuntimeException {

  public MalformedEventException(String reason) {
    super(reason);
  }

  public MalformedEventException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
