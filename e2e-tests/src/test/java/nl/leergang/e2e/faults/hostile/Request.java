package nl.leergang.e2e.faults.hostile;

/**
 * A request that nobody sends by accident.
 *
 * @param kind what is wrong with it
 * @param door {@code portal} or a service's short name
 * @param line method and target, for the report
 * @param wellFormed whether it is HTTP, so that its path is known to whoever answers
 * @param closeHalf whether the sender says that no more comes, and listens
 */
record Request(
    String kind,
    String door,
    String line,
    byte[] bytes,
    Expected expected,
    boolean wellFormed,
    boolean closeHalf) {

  /** What may come back. */
  enum Expected {
    /** 4xx. */
    REFUSED,
    /** 413. */
    TOO_LARGE,
    /** Anything that does not blame the server. */
    NO_FAILURE,
    /** The same, or 501 and 505, or no answer at all: it is hardly HTTP. */
    NOT_HTTP,
    /** As refused, or nothing: the request was never whole. */
    NEVER_WHOLE
  }

  boolean api() {
    String target = line.substring(line.indexOf(' ') + 1);
    return !door.equals("portal") || target.startsWith("/v1/");
  }

  @Override
  public String toString() {
    String shown = line.length() > 120 ? line.substring(0, 120) + "…" : line;
    return "%s, %s %s".formatted(kind, door, shown);
  }
}
