package nl.leergang.schedule.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import nl.leergang.schedule.availability.Availability;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionStatus;
import org.jspecify.annotations.Nullable;

/**
 * An edition with its free seats.
 *
 * @param version rises with the edition, not with its free seats
 * @param capacity null: no maximum
 * @param freeSeats what a newcomer can get, 0 while others wait; null: no maximum
 * @param registrationClosesAt UTC; absent: no closing date is given
 */
record EditionView(
    String id,
    ProgrammeRefView programme,
    EditionStatus status,
    int version,
    boolean sample,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer capacity,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer freeSeats,
    int waiting,
    @Nullable Instant registrationClosesAt,
    List<SessionView> sessions) {

  record ProgrammeRefView(String slug, String title) {}

  static EditionView of(Edition edition, Availability availability, Instant now) {
    return new EditionView(
        edition.id().value(),
        new ProgrammeRefView(edition.programme().slug(), edition.programme().title()),
        edition.statusAt(now, availability.freeSeats()),
        edition.version(),
        edition.sample(),
        edition.capacity(),
        availability.freeSeats(),
        availability.waiting(),
        edition.registrationClosesAt(),
        edition.sessions().stream().map(SessionView::of).toList());
  }
}
