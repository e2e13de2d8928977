package nl.leergang.e2e.faults;

/** The fault did not come about: a run that goes well then shows nothing. */
final class FaultMissedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FaultMissedException(String message) {
    super(message);
  }
}
