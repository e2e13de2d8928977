package nl.leergang.registration.edition;

/** How a seat becomes definitive: at once, or after an introductory conversation. */
public enum Admission {
  DIRECT,
  INTAKE
}
