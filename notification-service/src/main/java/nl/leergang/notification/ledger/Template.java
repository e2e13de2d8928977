package nl.leergang.notification.ledger;

import java.util.Locale;
import nl.leergang.notification.replica.Participation;

/** The kinds of mail. */
public enum Template {
  REGISTRATION_CONFIRMED(Kind.STATUS),
  REGISTRATION_HELD(Kind.STATUS),
  REGISTRATION_WAITLISTED(Kind.STATUS),
  SESSION_SCHEDULED(Kind.MOVE),
  SESSION_MOVED(Kind.MOVE),
  SESSION_CANCELLED(Kind.MOVE),
  OFFICE_REGISTRATION(Kind.OFFICE),
  BROCHURE(Kind.BROCHURE),
  OFFICE_BROCHURE(Kind.OFFICE);

  /** What the mail is about, and with that the rules it follows. */
  public enum Kind {
    /** To the participant, on the registration's status. */
    STATUS,
    /** To the participant, on one session that is not where it was said to be. */
    MOVE,
    /** To the programme's office. */
    OFFICE,
    /** To who asked for a brochure. */
    BROCHURE
  }

  private final Kind kind;

  Template(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** As it is called on the wire and in metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Template of(Participation.Status status) {
    return switch (status) {
      case CONFIRMED -> REGISTRATION_CONFIRMED;
      case HELD -> REGISTRATION_HELD;
      case WAITLISTED -> REGISTRATION_WAITLISTED;
      case SUBMITTED -> throw new IllegalArgumentException("not decided yet");
    };
  }
}
