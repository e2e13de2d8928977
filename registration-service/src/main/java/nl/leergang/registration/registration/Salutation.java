package nl.leergang.registration.registration;

/** How a person is addressed. */
public enum Salutation {
  MRS,
  MR,
  NEUTRAL
}
