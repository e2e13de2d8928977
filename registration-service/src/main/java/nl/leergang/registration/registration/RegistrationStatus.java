package nl.leergang.registration.registration;

/** Where a registration stands. */
public enum RegistrationStatus {
  /** A seat is reserved; the introductory conversation follows. */
  HELD,
  CONFIRMED,
  WAITLISTED,
  /** Holds an id whose first writer never arrived. Nobody outside ever sees it. */
  VOID;

  public boolean hasSeat() {
    return this == HELD || this == CONFIRMED;
  }
}
