package nl.leergang.schedule.edition;

/** How an edition stands at a moment, for somebody who wants to register. */
public enum EditionStatus {
  OPEN,
  FULL,
  CLOSED,
  PAST,
  CANCELLED
}
