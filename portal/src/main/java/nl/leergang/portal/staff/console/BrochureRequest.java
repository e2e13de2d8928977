package nl.leergang.portal.staff.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody asked for a brochure. */
public record BrochureRequest(
    String id,
    @Nullable String programme,
    @Nullable String salutation,
    @Nullable String name,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String address,
    @Nullable String remarks,
    @Nullable String language,
    @Nullable Instant requestedAt) {}
