package nl.leergang.schedule.edition;

import nl.leergang.schedule.programme.Programme;
import org.jspecify.annotations.Nullable;

/** What happened to an edition. The edition in each is the one after it. */
public sealed interface ScheduleEvent {

  Edition edition();

  /** The edition entered the catalogue, with all its sessions. */
  record EditionPublished(Edition edition, Programme programme) implements ScheduleEvent {}

  /** A session that had no start time got one; a day that was known stayed. */
  record SessionScheduled(
      Edition edition, Session session, Session previous, @Nullable String reason)
      implements ScheduleEvent {}

  /** A session moved to another time or place. */
  record SessionRescheduled(
      Edition edition, Session session, Session previous, @Nullable String reason)
      implements ScheduleEvent {}

  /** A session will not take place. */
  record SessionCancelled(Edition edition, Session session, @Nullable String reason)
      implements ScheduleEvent {}
}
