package nl.leergang.notification.moves;

import java.util.ArrayList;
import java.util.List;
import nl.leergang.notification.ledger.Move;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Told;
import org.jspecify.annotations.Nullable;

/** What a person has been told, compared with the schedule as it stands. */
public final class Behind {

  private Behind() {}

  /** The moves of which this person has yet to be told. */
  public static List<Move> of(Participation participation, Edition edition) {
    List<Move> due = new ArrayList<>();
    // Who has not had a first mail yet is not behind: that mail will show the schedule of its day.
    if (participation.told().isEmpty()) {
      return due;
    }
    for (Session session : edition.sessions()) {
      Template template = due(participation.told().get(session.id()), session);
      if (template != null) {
        due.add(
            new Move(participation.id(), edition.id(), session.id(), session.sequence(), template));
      }
    }
    return due;
  }

  /** The mail that brings this person up to date on the session; null when there is no need. */
  public static @Nullable Template due(@Nullable Told told, Session session) {
    if (told == null) {
      // A session that came later. One that never had a date, or is gone, is no news.
      return session.slot().dated() && !session.slot().cancelled()
          ? Template.SESSION_SCHEDULED
          : null;
    }
    if (session.sequence() <= told.sequence() || session.slot().equals(told.slot())) {
      return null;
    }
    if (session.slot().cancelled()) {
      return told.slot().cancelled() ? null : Template.SESSION_CANCELLED;
    }
    boolean hadHour = told.slot().startsAt() != null;
    boolean hadOnlyItsDate = told.slot().dated() && session.slot().startsAt() == null;
    return (hadHour || hadOnlyItsDate) && !told.slot().cancelled()
        ? Template.SESSION_MOVED
        : Template.SESSION_SCHEDULED;
  }
}
