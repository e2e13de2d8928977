package nl.leergang.registration.seating;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Requests for one edition, to be decided in one update.
 *
 * @param capacity the edition's maximum as it was last read: a guess that saves work where it is
 *     right and costs nothing but time where it is not
 * @param requests in order of arrival
 * @param settledNotes ids of notes whose registrations are known to be stored
 */
public record SeatGroup(
    String editionId, int capacity, List<SeatRequest> requests, Collection<UUID> settledNotes) {}
