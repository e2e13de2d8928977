package nl.leergang.notification.smtp;

/** How a conversation with the mail server ended, and what that says about the mail. */
public sealed interface Reply {

  /** The server took it. */
  record Accepted() implements Reply {}

  /** The server will never take it (5xx at the recipient or the content). */
  record Refused(String text) implements Reply {}

  /** The server does not take it now (4xx). */
  record Deferred(String text) implements Reply {}

  /**
   * No conversation, or one that broke off before the mail was complete: not delivered.
   *
   * @param atConnect not even a connection could be made: no other mail will fare better now
   */
  record Unreachable(String text, boolean atConnect) implements Reply {}

  /** The server does not accept us as a sender: no fault of any mail. */
  record NotLetIn(String text) implements Reply {}

  /** The mail was complete, the answer did not come: perhaps delivered. */
  record OutcomeUnknown(String text) implements Reply {}

  /** We held the mail back ourselves. */
  record Withheld() implements Reply {}
}
