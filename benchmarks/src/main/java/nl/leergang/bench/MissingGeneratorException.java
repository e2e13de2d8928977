package nl.leergang.bench;

import java.io.IOException;

/** The program that makes the load is not there; the message says how to get it. */
final class MissingGeneratorException extends IOException {

  private static final long serialVersionUID = 1L;

  MissingGeneratorException() {
    super(
        """
        The load is made by wrk, and there is no wrk on the PATH. Install it:
          Debian and Ubuntu: apt install wrk
          macOS:             brew install wrk\
        """);
  }
}
