package nl.leergang.notification.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import nl.leergang.notification.replica.Slot;
import org.springframework.stereotype.Component;

/**
 * Calendar files (RFC 5545, 5546). The UID is the session's own and stays when the session moves,
 * so that a calendar changes the entry that it has.
 */
@Component
class Calendars {

  /**
   * The rules in force since 1996; a century of history more, and Outlook on the web takes none.
   */
  private static final String ZONE =
      """
      BEGIN:VTIMEZONE
      TZID:Europe/Amsterdam
      BEGIN:DAYLIGHT
      TZNAME:CEST
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      DTSTART:19960331T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      END:DAYLIGHT
      BEGIN:STANDARD
      TZNAME:CET
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      DTSTART:19961027T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      END:VTIMEZONE
      """
          .replace("\n", "\r\n");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(Slot.AMSTERDAM);

  private final Clock clock;

  Calendars(Clock clock) {
    this.clock = clock;
  }

  byte[] write(Letter.Invite invite, Mailbox organizer, Mailbox attendee) {
    Letter.Invite.Session session = invite.session();
    boolean cancel = invite.method() == Letter.Invite.Method.CANCEL;
    Instant startsAt = session.slot().startsAt();
    if (startsAt == null) {
      throw new IllegalArgumentException("a session without a start has no place in a calendar");
    }
    CalendarLines lines =
        new CalendarLines()
            .line("BEGIN", "VCALENDAR")
            .line("PRODID", "-//Leergang//NL")
            .line("VERSION", "2.0")
            .line("CALSCALE", "GREGORIAN")
            .line("METHOD", invite.method().name())
            .ready(ZONE)
            .line("BEGIN", "VEVENT")
            .text("UID", "session-" + session.id() + "@leergang")
            .line("DTSTAMP", UTC.format(clock.instant()))
            .line("SEQUENCE", Integer.toString(session.sequence()))
            .line("DTSTART;TZID=Europe/Amsterdam", LOCAL.format(startsAt));
    Instant endsAt = session.slot().endsAt();
    if (endsAt != null) {
      lines.line("DTEND;TZID=Europe/Amsterdam", LOCAL.format(endsAt));
    }
    lines.text("SUMMARY", session.summary());
    if (!session.location().isEmpty()) {
      lines.text("LOCATION", session.location());
    }
    return lines
        .text("DESCRIPTION", session.description())
        .line("STATUS", cancel ? "CANCELLED" : session.tentative() ? "TENTATIVE" : "CONFIRMED")
        .line("TRANSP", "OPAQUE")
        .line("ORGANIZER" + name(organizer), mailto(organizer))
        .line(
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
                + name(attendee),
            mailto(attendee))
        .line("END", "VEVENT")
        .line("END", "VCALENDAR")
        .toBytes();
  }

  private static String name(Mailbox mailbox) {
    // A parameter's value can hold neither a quote nor a control character (RFC 5545, 3.1).
    return mailbox.name() == null
        ? ""
        : ";CN=\"" + mailbox.name().replace('"', '\'').replaceAll("\\p{Cntrl}", " ") + "\"";
  }

  private static String mailto(Mailbox mailbox) {
    try {
      return new URI("mailto", mailbox.address(), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new UnusableAddressException("the address does not fit into a calendar");
    }
  }
}
