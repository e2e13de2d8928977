package nl.leergang.e2e.faults;

/** What the mail server does with one mail. */
enum Reaction {
  TAKE,
  /** 421 to the recipient, and the connection is closed. */
  CLOSING,
  /** 450 to the recipient. */
  DEFER,
  /** 550 to the recipient. */
  REFUSE,
  /** Takes it, but takes its time before it says so. */
  TAKE_SLOWLY,
  /** The connection breaks in the middle of the message. */
  RESET_BEFORE_DOT,
  /** Takes it, and the connection breaks before it can say so. */
  RESET_AFTER_DOT,
  /** The connection breaks after the final dot, and the message is lost with it. */
  LOSE_AFTER_DOT
}
