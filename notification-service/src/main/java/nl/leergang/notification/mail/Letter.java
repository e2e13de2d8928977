package nl.leergang.notification.mail;

import java.util.List;
import nl.leergang.notification.replica.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A letter before it is put into bytes.
 *
 * @param invites a calendar file for each session
 * @param update whether the one invite is an update of the calendar, to be found by mail programs
 *     in the body itself
 * @param inReplyTo Message-ID of the first mail of the same registration
 */
public record Letter(
    Mailbox to,
    Mailbox replyTo,
    String subject,
    Content content,
    List<Invite> invites,
    boolean update,
    @Nullable String inReplyTo) {

  public Letter inReplyTo(String messageId) {
    return new Letter(to, replyTo, subject, content, invites, update, messageId);
  }

  /**
   * @param method of iTIP (RFC 5546)
   */
  public record Invite(Session session, Method method) {

    /** The session as the calendar shows it. */
    public record Session(
        String id,
        int sequence,
        Slot slot,
        int number,
        String summary,
        String location,
        String description,
        boolean tentative) {}

    /** What the calendar is to do with it. */
    public enum Method {
      REQUEST,
      CANCEL
    }
  }
}
