package nl.leergang.registration.registration;

import org.jspecify.annotations.Nullable;

/**
 * A registration as staff see it.
 *
 * @param status where it stands now
 * @param position in the queue at this moment, from 1; null when it does not wait
 * @param possibleDuplicateOf an earlier registration of what looks like the same person on the same
 *     edition
 */
public record RegistrationDetails(
    Receipt receipt,
    RegistrationStatus status,
    @Nullable Long editionVersion,
    Applicant applicant,
    @Nullable Long position,
    @Nullable RegistrationId possibleDuplicateOf) {}
