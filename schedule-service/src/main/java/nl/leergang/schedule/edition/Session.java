package nl.leergang.schedule.edition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * One session of an edition.
 *
 * @param number its place in the edition, from 1; a move does not change it
 * @param sequence the SEQUENCE of its calendar entry (RFC 5545): 0 at first, rises with every
 *     change of time, place or status, and never otherwise
 */
public record Session(
    SessionId id,
    int number,
    String title,
    @Nullable String description,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    SessionTimes times,
    boolean overnight,
    @Nullable Location location,
    List<Speaker> speakers,
    int sequence,
    Status status) {

  public enum Status {
    SCHEDULED,
    CANCELLED
  }

  /**
   * Where a session is to be moved, in whole seconds.
   *
   * @param endsAt null: the end is open
   * @param location null: the place stays as it is
   */
  public record Target(Instant startsAt, @Nullable Instant endsAt, @Nullable Location location) {

    public Target {
      startsAt = startsAt.truncatedTo(ChronoUnit.SECONDS);
      endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  public Session {
    speakers = speakers == null ? List.of() : List.copyOf(speakers);
  }

  boolean isAt(Target target) {
    return times.are(target.startsAt(), target.endsAt())
        && (target.location() == null || target.location().equals(location));
  }

  Session movedTo(Target target) {
    return changed(
        times.movedTo(target.startsAt(), target.endsAt()),
        target.location() == null ? location : target.location(),
        status);
  }

  Session cancelled() {
    return changed(times, location, Status.CANCELLED);
  }

  boolean isCancelled() {
    return status == Status.CANCELLED;
  }

  private Session changed(SessionTimes newTimes, @Nullable Location newLocation, Status newStatus) {
    return new Session(
        id,
        number,
        title,
        description,
        ownCase,
        returningTheme,
        newTimes,
        overnight,
        newLocation,
        speakers,
        sequence + 1,
        newStatus);
  }
}
