package nl.leergang.schedule.edition;

/** What the schedule's rules make of a wish to change a session. */
public sealed interface Decision {

  /** It is done, and this is the event that tells. */
  record Changed(Edition edition, Session session, ScheduleEvent event) implements Decision {}

  /** It already was as wished; there is nothing to tell. */
  record Unchanged(Session session) implements Decision {}

  /** It cannot be done. */
  record Refused(Refusal refusal) implements Decision {}

  enum Refusal {
    UNKNOWN_SESSION,
    SESSION_CANCELLED,
    END_BEFORE_START,
    START_IN_THE_PAST,
    /** The caller decided on a session that has changed since. */
    STALE_SEQUENCE
  }
}
