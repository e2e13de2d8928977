package nl.leergang.registration.seating;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A seat that is spoken for.
 *
 * @param id tells this claim from another one for the same registration
 * @param promotedFrom the queue number it was promoted from, as long as the edition's count of
 *     those waiting still includes it; null otherwise
 */
public record Claim(UUID registration, UUID id, Instant at, @Nullable Long promotedFrom) {}
