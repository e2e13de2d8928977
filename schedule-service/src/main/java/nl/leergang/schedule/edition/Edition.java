package nl.leergang.schedule.edition;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.leergang.schedule.edition.Decision.Refusal;
import nl.leergang.schedule.programme.ProgrammeId;
import org.jspecify.annotations.Nullable;

/**
 * One run of a programme, with its sessions. Every change raises {@code version} by one.
 *
 * @param sample made up, for trying the product out
 * @param capacity seats; null for no maximum
 * @param registrationClosesAt null when no closing date is given
 */
public record Edition(
    EditionId id,
    ProgrammeRef programme,
    int version,
    boolean sample,
    Registration registration,
    @Nullable Integer capacity,
    @Nullable Instant registrationClosesAt,
    List<Session> sessions) {

  public static final int MAX_CAPACITY = 1_000;

  /** The programme, by what does not change. */
  public record ProgrammeRef(ProgrammeId id, String slug, String title) {}

  public enum Registration {
    OPEN,
    CLOSED
  }

  public Edition {
    sessions = List.copyOf(sessions);
    if (capacity != null && (capacity < 1 || capacity > MAX_CAPACITY)) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
  }

  public Optional<Session> session(SessionId wanted) {
    return sessions.stream().filter(session -> session.id().equals(wanted)).findFirst();
  }

  /**
   * Moves a session. Where it already is there, nothing happens, whatever sequence was expected: a
   * repeated call is harmless.
   *
   * @param expectedSequence the session's sequence that the caller saw; null: whichever it is
   */
  public Decision reschedule(
      SessionId sessionId,
      Session.Target target,
      @Nullable Integer expectedSequence,
      @Nullable String reason,
      Instant now) {
    Session before = session(sessionId).orElse(null);
    if (before == null) {
      return new Decision.Refused(Refusal.UNKNOWN_SESSION);
    }
    if (target.endsAt() != null && !target.endsAt().isAfter(target.startsAt())) {
      return new Decision.Refused(Refusal.END_BEFORE_START);
    }
    if (before.isCancelled()) {
      return new Decision.Refused(Refusal.SESSION_CANCELLED);
    }
    if (before.isAt(target)) {
      return new Decision.Unchanged(before);
    }
    if (target.startsAt().isBefore(now)) {
      return new Decision.Refused(Refusal.START_IN_THE_PAST);
    }
    if (expectedSequence != null && expectedSequence != before.sequence()) {
      return new Decision.Refused(Refusal.STALE_SEQUENCE);
    }
    Session after = before.movedTo(target);
    Edition edition = with(after);
    return new Decision.Changed(
        edition,
        after,
        isFirstStart(before, after)
            ? new ScheduleEvent.SessionScheduled(edition, after, before, reason)
            : new ScheduleEvent.SessionRescheduled(edition, after, before, reason));
  }

  /** Cancels a session. One that is cancelled already stays as it is. */
  public Decision cancel(SessionId sessionId, @Nullable String reason) {
    Session before = session(sessionId).orElse(null);
    if (before == null) {
      return new Decision.Refused(Refusal.UNKNOWN_SESSION);
    }
    if (before.isCancelled()) {
      return new Decision.Unchanged(before);
    }
    Session after = before.cancelled();
    Edition edition = with(after);
    return new Decision.Changed(
        edition, after, new ScheduleEvent.SessionCancelled(edition, after, reason));
  }

  /**
   * @param freeSeats null for no maximum
   */
  public EditionStatus statusAt(Instant now, @Nullable Integer freeSeats) {
    if (sessions.stream().allMatch(Session::isCancelled)) {
      return EditionStatus.CANCELLED;
    }
    if (over().filter(over -> !over.isAfter(now)).isPresent()) {
      return EditionStatus.PAST;
    }
    if (registration == Registration.CLOSED
        || (registrationClosesAt != null && !registrationClosesAt.isAfter(now))) {
      return EditionStatus.CLOSED;
    }
    return freeSeats != null && freeSeats <= 0 ? EditionStatus.FULL : EditionStatus.OPEN;
  }

  /** When the first session that is known begins; empty while no date is known. */
  public Optional<Instant> begin() {
    return times().map(SessionTimes::begin).filter(Objects::nonNull).min(Comparator.naturalOrder());
  }

  /** When the last session that is known is over; empty while no date is known. */
  public Optional<Instant> over() {
    return times().map(SessionTimes::over).filter(Objects::nonNull).max(Comparator.naturalOrder());
  }

  private Stream<SessionTimes> times() {
    // An edition that is cancelled as a whole keeps its place among the others.
    boolean none = sessions.stream().allMatch(Session::isCancelled);
    return sessions.stream().filter(session -> none || !session.isCancelled()).map(Session::times);
  }

  private Edition with(Session changed) {
    List<Session> replaced =
        sessions.stream()
            .map(session -> session.id().equals(changed.id()) ? changed : session)
            .toList();
    return new Edition(
        id, programme, version + 1, sample, registration, capacity, registrationClosesAt, replaced);
  }

  private static boolean isFirstStart(Session before, Session after) {
    return before.times().startsAt() == null
        && (before.times().startsOn() == null
            || before.times().startsOn().equals(after.times().startsOn()));
  }
}
