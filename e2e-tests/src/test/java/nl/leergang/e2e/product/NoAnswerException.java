package nl.leergang.e2e.product;

/** The connection was refused or broke: whether the call had an effect is not known. */
public final class NoAnswerException extends RuntimeException {

  NoAnswerException(String path, Exception cause) {
    super("No answer to " + path + ": " + cause, cause);
  }
}
