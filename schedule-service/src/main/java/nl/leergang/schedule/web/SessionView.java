package nl.leergang.schedule.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.leergang.schedule.edition.Moment;
import nl.leergang.schedule.edition.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session of an edition. Absent dates are not known yet; a day without a time has no {@code …At};
 * an open end has no {@code endsAt}. Instants in UTC, days in Europe/Amsterdam.
 *
 * @param sequence to be sent back as {@code expectedSequence} when rescheduling
 */
record SessionView(
    String id,
    int number,
    String title,
    @Nullable String description,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    boolean overnight,
    @Nullable LocationView location,
    List<SpeakerView> speakers,
    int sequence,
    Session.Status status) {

  static SessionView of(Session session) {
    return new SessionView(
        session.id().value(),
        session.number(),
        session.title(),
        session.description(),
        session.ownCase(),
        session.returningTheme(),
        session.times().startsOn(),
        session.times().endsOn(),
        instant(session.times().startsAt()),
        instant(session.times().endsAt()),
        session.overnight(),
        LocationView.of(session.location()),
        session.speakers().stream().map(SpeakerView::of).toList(),
        session.sequence(),
        session.status());
  }

  private static @Nullable Instant instant(@Nullable Moment moment) {
    return moment == null ? null : moment.at();
  }
}
