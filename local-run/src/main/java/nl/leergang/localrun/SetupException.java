package nl.leergang.localrun;

/** Something about this machine or its settings prevents the start; the message says what to do. */
public final class SetupException extends Exception {

  SetupException(String message) {
    super(message);
  }

  SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
