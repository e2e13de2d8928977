package nl.leergang.registration.seating;

import java.util.UUID;

/**
 * @param claim fresh; used only when the edition knows none for this registration yet
 */
public record SeatRequest(UUID registration, UUID claim) {}
