package nl.leergang.schedule.messaging;

import java.time.Clock;
import nl.leergang.schedule.PublicPages;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.Moment;
import nl.leergang.schedule.edition.ScheduleEvent;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.messaging.ScheduleWire.EditionPublishedData;
import nl.leergang.schedule.messaging.ScheduleWire.LocationData;
import nl.leergang.schedule.messaging.ScheduleWire.OfficeData;
import nl.leergang.schedule.messaging.ScheduleWire.ProgrammeData;
import nl.leergang.schedule.messaging.ScheduleWire.ProgrammePublishedData;
import nl.leergang.schedule.messaging.ScheduleWire.SessionCancelledData;
import nl.leergang.schedule.messaging.ScheduleWire.SessionMovedData;
import nl.leergang.schedule.messaging.ScheduleWire.SessionView;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what happened into what others are told. */
@Component
public class EventTranslator {

  static final String PROGRAMMES = "schedule.programmes";
  static final String EDITIONS = "schedule.editions";
  private static final String TYPE = "nl.leergang.schedule.%s.v1";

  private final Clock clock;
  private final PublicPages pages;

  EventTranslator(Clock clock, PublicPages pages) {
    this.clock = clock;
    this.pages = pages;
  }

  /** Tells that a programme entered the catalogue. */
  public WireEvent published(Programme programme) {
    return new WireEvent(
        PROGRAMMES,
        TYPE.formatted("programme-published"),
        new ProgrammePublishedData(
            programme.id().value(),
            programme.slug(),
            programme.title(),
            programme.kind().name(),
            programme.partOf(),
            programme.provider(),
            programme.admission().name(),
            office(programme.office()),
            pages.privacyStatement(programme),
            programme.content().summary()));
  }

  public WireEvent translate(ScheduleEvent event) {
    return switch (event) {
      case ScheduleEvent.EditionPublished published ->
          editions("edition-published", data(published));
      case ScheduleEvent.SessionScheduled e ->
          editions("session-scheduled", moved(e.edition(), e.reason(), e.session(), e.previous()));
      case ScheduleEvent.SessionRescheduled e ->
          editions(
              "session-rescheduled", moved(e.edition(), e.reason(), e.session(), e.previous()));
      case ScheduleEvent.SessionCancelled e ->
          editions(
              "session-cancelled",
              new SessionCancelledData(
                  e.edition().id().value(),
                  e.edition().version(),
                  e.reason(),
                  session(e.session())));
    };
  }

  private static WireEvent editions(String name, Object data) {
    return new WireEvent(EDITIONS, TYPE.formatted(name), data);
  }

  private EditionPublishedData data(ScheduleEvent.EditionPublished event) {
    Edition edition = event.edition();
    Programme programme = event.programme();
    // Whether it is past follows from the sessions, which may still move: each reader sees for
    // itself.
    boolean closed =
        edition.registration() == Edition.Registration.CLOSED
            || (edition.registrationClosesAt() != null
                && !edition.registrationClosesAt().isAfter(clock.instant()));
    return new EditionPublishedData(
        edition.id().value(),
        edition.version(),
        new ProgrammeData(
            programme.id().value(),
            programme.slug(),
            programme.title(),
            programme.admission().name(),
            programme.provider(),
            office(programme.office()),
            pages.privacyStatement(programme)),
        closed ? "CLOSED" : "OPEN",
        edition.sample(),
        edition.capacity(),
        edition.registrationClosesAt(),
        edition.sessions().stream().map(EventTranslator::session).toList());
  }

  private static SessionMovedData moved(
      Edition edition, @Nullable String reason, Session session, Session previous) {
    return new SessionMovedData(
        edition.id().value(), edition.version(), reason, session(session), session(previous));
  }

  private static SessionView session(Session session) {
    Moment startsAt = session.times().startsAt();
    Moment endsAt = session.times().endsAt();
    return new SessionView(
        session.id().value(),
        session.number(),
        session.title(),
        session.times().startsOn(),
        session.times().endsOn(),
        startsAt == null ? null : startsAt.at(),
        endsAt == null ? null : endsAt.at(),
        session.overnight(),
        location(session.location()),
        session.sequence(),
        session.status().name());
  }

  private static @Nullable LocationData location(@Nullable Location location) {
    return location == null ? null : new LocationData(location.name(), location.city());
  }

  private static @Nullable OfficeData office(@Nullable Office office) {
    return office == null
        ? null
        : new OfficeData(office.name(), office.email(), office.telephone());
  }
}
