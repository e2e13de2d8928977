package nl.leergang.registration.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the person was answered. It stays as it was, whatever becomes of the registration.
 *
 * @param position in the queue, from 1; null with a seat
 */
public record Receipt(
    RegistrationId id,
    Reference reference,
    String editionId,
    RegistrationStatus outcome,
    @Nullable Long position,
    Instant submittedAt) {}
