package nl.leergang.e2e.faults.hostile;

/** What an attacker must not find. */
enum Weakness {
  /** An answer of 500, or of another 5xx where nothing was overloaded. */
  SERVER_ERROR,
  /** The connection ended without an answer, or none came in time. */
  NO_ANSWER,
  /** A stack trace, or the name of a class or of the server's software. */
  INTERNALS_SHOWN,
  /** An error under {@code /v1} that is not a problem document. */
  NOT_A_PROBLEM,
  /** Something was accepted that had to be refused. */
  NOT_REFUSED,
  /** A body over the limit was not answered with 413. */
  NOT_TOO_LARGE,
  /** What came in a path or a header became a header of the answer. */
  HEADER_SPLIT,
  /** A field of the request that is not the sender's to set was taken over. */
  MASS_ASSIGNMENT,
  /** Others waited while slow clients held connections. */
  SLOW_FOR_OTHERS,
  /** A mail with a header that a visitor wrote, or with more than one recipient. */
  MAIL_HEADER,
  /** A registration or brochure request, or the lack of one, was told to a stranger. */
  SHOWN_TO_STRANGER,
  /** A page or call of staff was given to someone who is not. */
  STAFF_WITHOUT_LOGIN,
  /** A signed value that nobody signed, or that has run out, was believed. */
  FORGED_VALUE,
  /** Passwords can be tried without end. */
  GUESSING,
  /** A form that another site sent was carried out. */
  FOREIGN_FORM,
  /** After the login, the way leads to another site. */
  OPEN_REDIRECT,
  /** A session that the visitor brought along is the one that was logged in, or outlives it. */
  SESSION,
  /** A cookie that scripts or other sites can use. */
  COOKIE_FLAGS,
  /** A page without the headers that protect its reader. */
  PROTECTION_MISSING,
  /** Whoever finds a weakness is not told where to report it. */
  NO_CONTACT,
  /** A visitor's text became an element of a page. */
  MARKUP,
  /** A visitor's script ran. */
  SCRIPT_RAN,
  /** Memory is held that was not before. */
  MEMORY,
  /** A log holds what a person entered. */
  LOG_TELLS
}
