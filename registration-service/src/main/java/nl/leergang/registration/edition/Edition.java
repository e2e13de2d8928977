package nl.leergang.registration.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a registration needs to know of an edition.
 *
 * @param capacity null when there is no maximum
 */
public record Edition(
    String id,
    Admission admission,
    boolean open,
    @Nullable Integer capacity,
    @Nullable Instant registrationClosesAt,
    List<Session> sessions) {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  /** Why nobody can register any more. */
  public enum Refusal {
    PAST,
    CANCELLED,
    CLOSED
  }

  /** One session; a date without a time is known by its day only. */
  public record Session(
      boolean cancelled,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn) {

    @Nullable Instant lastKnownMoment() {
      if (endsAt != null) {
        return endsAt;
      }
      LocalDate day = endsOn != null ? endsOn : startsOn;
      Instant dayOver = day == null ? null : day.plusDays(1).atStartOfDay(AMSTERDAM).toInstant();
      return dayOver != null ? dayOver : startsAt;
    }
  }

  public Optional<Refusal> refusal(Instant now) {
    if (!sessions.isEmpty() && sessions.stream().allMatch(Session::cancelled)) {
      return Optional.of(Refusal.CANCELLED);
    }
    Optional<Instant> over =
        sessions.stream()
            .filter(session -> !session.cancelled())
            .map(Session::lastKnownMoment)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder());
    if (over.isPresent() && !over.get().isAfter(now)) {
      return Optional.of(Refusal.PAST);
    }
    boolean closed = !open || (registrationClosesAt != null && !registrationClosesAt.isAfter(now));
    return closed ? Optional.of(Refusal.CLOSED) : Optional.empty();
  }
}
