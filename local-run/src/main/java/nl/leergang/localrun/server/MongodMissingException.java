package nl.leergang.localrun.server;

import java.io.IOException;

/** No MongoDB server can be started here; the message says what to do about it. */
public final class MongodMissingException extends IOException {

  MongodMissingException(String message) {
    super(message);
  }

  MongodMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
