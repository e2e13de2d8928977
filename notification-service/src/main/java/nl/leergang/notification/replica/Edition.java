package nl.leergang.notification.replica;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An edition of a programme with its sessions in order.
 *
 * @param version rises with every change of the edition
 * @param open whether registrations were taken when it was published
 * @param closesAt from when on they are not; null for no such time
 */
public record Edition(
    String id,
    long version,
    Programme programme,
    boolean open,
    @Nullable Instant closesAt,
    List<Session> sessions) {

  public Optional<Session> session(String sessionId) {
    return sessions.stream().filter(session -> session.id().equals(sessionId)).findFirst();
  }

  /** Whether one can register, as far as the schedule says. */
  public boolean takesRegistrationsAt(Instant now) {
    return open && (closesAt == null || closesAt.isAfter(now)) && !isCancelled() && !isOverAt(now);
  }

  /** Whether the last session that is known is over. */
  public boolean isOverAt(Instant now) {
    return slots()
        .map(Slot::over)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .filter(over -> !over.isAfter(now))
        .isPresent();
  }

  /** When the first session that is known begins. */
  public Optional<Instant> begin() {
    return slots().map(Slot::begin).filter(Objects::nonNull).min(Comparator.naturalOrder());
  }

  private boolean isCancelled() {
    return sessions.stream().allMatch(session -> session.slot().cancelled());
  }

  /** Those that take place; of an edition that is cancelled as a whole, those that were to. */
  private Stream<Slot> slots() {
    boolean all = isCancelled();
    return sessions.stream().map(Session::slot).filter(slot -> all || !slot.cancelled());
  }

  static Edition from(Document document) {
    String closesAt = document.getString("registrationClosesAt");
    return new Edition(
        document.getString("_id"),
        document.get("version", Number.class).longValue(),
        Programme.from(document.get("programme", Document.class)),
        document.getBoolean("open", false),
        closesAt == null ? null : Instant.parse(closesAt),
        document.getList("sessions", Document.class).stream().map(Session::from).toList());
  }
}
