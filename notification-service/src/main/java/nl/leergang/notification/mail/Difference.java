package nl.leergang.notification.mail;

import java.util.Locale;
import java.util.Objects;
import nl.leergang.notification.replica.Slot;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a session, as its participants see it: a fact that became known is no change.
 */
enum Difference {
  /** It had no date and has one now. */
  SCHEDULED,
  /** What was told stands; something that was open is known now. */
  COMPLETED,
  /** It is elsewhere, and not at another time than was told. */
  RELOCATED,
  MOVED,
  CANCELLED;

  static Difference between(@Nullable Slot told, Slot now) {
    if (now.cancelled()) {
      return CANCELLED;
    }
    if (told == null || !told.dated() || told.cancelled()) {
      return SCHEDULED;
    }
    if (contradicts(told.firstDay(), now.firstDay())
        || contradicts(told.startsAt(), now.startsAt())
        || contradicts(told.lastDay(), now.lastDay())
        || contradicts(told.endsAt(), now.endsAt())) {
      return MOVED;
    }
    if (contradicts(told.city(), now.city()) || contradicts(told.venue(), now.venue())) {
      return RELOCATED;
    }
    return COMPLETED;
  }

  /** The beginning of the names of its texts. */
  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean contradicts(@Nullable Object told, @Nullable Object now) {
    return told != null && !Objects.equals(told, now);
  }
}
