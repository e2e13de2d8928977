package nl.leergang.schedule.programme;

/** How a registration becomes a definitive place. */
public enum Admission {
  /** A free seat is definitive at once. */
  DIRECT,
  /** A free seat is held; an introductory conversation follows, then the participant decides. */
  INTAKE
}
