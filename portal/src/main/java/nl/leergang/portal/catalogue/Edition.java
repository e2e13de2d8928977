package nl.leergang.portal.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.leergang.portal.site.Dates;
import org.jspecify.annotations.Nullable;

/**
 * An edition as services give it.
 *
 * @param capacity null where there is no maximum
 * @param freeSeats 0 while someone waits; null where there is no maximum
 */
public record Edition(
    String id,
    ProgrammeName programme,
    String status,
    long version,
    boolean sample,
    @Nullable Integer capacity,
    @Nullable Integer freeSeats,
    @Nullable Integer waiting,
    @Nullable Instant registrationClosesAt,
    @Nullable List<Session> sessions) {

  public record ProgrammeName(String slug, String title) {}

  @Override
  public List<Session> sessions() {
    return sessions == null
        ? List.of()
        : sessions.stream().sorted(Comparator.comparingInt(Session::number)).toList();
  }

  public boolean past() {
    return "PAST".equals(status);
  }

  public boolean cancelled() {
    return "CANCELLED".equals(status);
  }

  public boolean full() {
    return "FULL".equals(status);
  }

  /** Whether somebody may register now, for a seat or for the waiting list. */
  public boolean bookable() {
    return "OPEN".equals(status) || full();
  }

  public int waitingCount() {
    return waiting == null ? 0 : waiting;
  }

  /** Where registration closes with the end of a day in Amsterdam: that day. */
  public @Nullable LocalDate lastDayToRegister() {
    return registrationClosesAt == null
            || !Dates.local(registrationClosesAt).toLocalTime().equals(LocalTime.MIDNIGHT)
        ? null
        : Dates.date(registrationClosesAt).minusDays(1);
  }

  /** The first day that is known of a session that goes on. */
  public @Nullable LocalDate firstDay() {
    return days(Session::firstDay).min(Comparator.naturalOrder()).orElse(null);
  }

  public @Nullable LocalDate lastDay() {
    return days(Session::lastDay).max(Comparator.naturalOrder()).orElse(null);
  }

  /** Whether it lies behind us, or would if it had not been cancelled. */
  public boolean over(LocalDate today) {
    LocalDate last = lastDay();
    return past() || (cancelled() && last != null && last.isBefore(today));
  }

  /** Whether any other session goes on; without one the edition is cancelled as a whole. */
  public boolean goesOnWithout(Session session) {
    return sessions().stream()
        .anyMatch(other -> !other.cancelled() && !other.id().equals(session.id()));
  }

  private Stream<LocalDate> days(Function<Session, @Nullable LocalDate> day) {
    // An edition that is cancelled as a whole keeps its days, as schedule-service has it.
    boolean none = sessions().stream().allMatch(Session::cancelled);
    return sessions().stream()
        .filter(session -> none || !session.cancelled())
        .map(day)
        .filter(Objects::nonNull);
  }

  /** The one place of all sessions, where there is one. */
  public @Nullable String city() {
    List<String> cities =
        sessions().stream().map(Session::city).filter(Objects::nonNull).distinct().toList();
    return cities.size() == 1 ? cities.get(0) : null;
  }

  public Optional<Session> session(String sessionId) {
    return sessions().stream().filter(session -> session.id().equals(sessionId)).findFirst();
  }
}
