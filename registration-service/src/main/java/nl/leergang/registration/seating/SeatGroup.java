package nl.leergang.registration.seating;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Requests for one edition, to be decided in one update.
 *
 * @param requests in order of arrival
 * @param settledNotes ids of notes whose registrations are known to be stored
 */
public record SeatGroup(
    String editionId, List<SeatRequest> requests, Collection<UUID> settledNotes) {}
