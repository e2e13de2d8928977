package nl.leergang.notification.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.CalScale;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import nl.leergang.notification.replica.Slot;
import org.springframework.stereotype.Component;

/**
 * Calendar files (RFC 5545, 5546). The UID is the session's own and stays when the session moves,
 * so that a calendar changes the entry that it has.
 */
@Component
class Calendars {

  /**
   * The rules in force since 1996. The library's own definition carries a century of Brussels'
   * history, which Outlook on the web does not take.
   */
  private static final String ZONE =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Leergang//NL
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
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  private final Clock clock;
  private final VTimeZone amsterdam;

  Calendars(Clock clock) {
    this.clock = clock;
    try {
      this.amsterdam =
          new CalendarBuilder()
              .build(new StringReader(ZONE))
              .<VTimeZone>getComponent("VTIMEZONE")
              .orElseThrow();
    } catch (IOException | ParserException e) {
      throw new IllegalStateException("the zone's definition is our own", e);
    }
  }

  byte[] write(Letter.Invite invite, Mailbox organizer, Mailbox attendee) {
    Letter.Invite.Session session = invite.session();
    boolean cancel = invite.method() == Letter.Invite.Method.CANCEL;
    Instant startsAt = session.slot().startsAt();
    if (startsAt == null) {
      throw new IllegalArgumentException("a session without a start has no place in a calendar");
    }
    VEvent event = new VEvent(false);
    event.add(new Uid("session-" + session.id() + "@leergang"));
    event.add(new DtStamp(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    event.add(new Sequence(session.sequence()));
    event.add(new DtStart<>(local(startsAt)));
    Instant endsAt = session.slot().endsAt();
    if (endsAt != null) {
      event.add(new DtEnd<>(local(endsAt)));
    }
    event.add(new Summary(session.summary()));
    if (!session.location().isEmpty()) {
      event.add(new Location(session.location()));
    }
    event.add(new Description(session.description()));
    event.add(
        new Status(
            cancel
                ? Status.VALUE_CANCELLED
                : session.tentative() ? Status.VALUE_TENTATIVE : Status.VALUE_CONFIRMED));
    event.add(new Transp(Transp.VALUE_OPAQUE));
    event.add(organizer(organizer));
    event.add(attendee(attendee));

    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Leergang//NL"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(new CalScale(CalScale.VALUE_GREGORIAN));
    calendar.add(new Method(invite.method().name()));
    calendar.add(amsterdam);
    calendar.add(event);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new CalendarOutputter(false).output(calendar, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ZonedDateTime local(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).atZone(Slot.AMSTERDAM);
  }

  private static Organizer organizer(Mailbox mailbox) {
    Organizer organizer = new Organizer(mailto(mailbox));
    if (mailbox.name() != null) {
      organizer.add(new Cn(parameter(mailbox.name())));
    }
    return organizer;
  }

  private static Attendee attendee(Mailbox mailbox) {
    Attendee attendee = new Attendee(mailto(mailbox));
    attendee.add(CuType.INDIVIDUAL);
    attendee.add(Role.REQ_PARTICIPANT);
    attendee.add(PartStat.NEEDS_ACTION);
    attendee.add(Rsvp.FALSE);
    if (mailbox.name() != null) {
      attendee.add(new Cn(parameter(mailbox.name())));
    }
    return attendee;
  }

  /** A parameter's value cannot hold a quote at all (RFC 5545, 3.1). */
  private static String parameter(String text) {
    return text.replace("\"", "'");
  }

  private static URI mailto(Mailbox mailbox) {
    try {
      return new URI("mailto", mailbox.address(), null);
    } catch (URISyntaxException e) {
      throw new UnusableAddressException("the address does not fit into a calendar");
    }
  }
}
