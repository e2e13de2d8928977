package nl.leergang.portal.staff.console;

import org.jspecify.annotations.Nullable;

/** What a service could not process, with whatever it tells about it. */
public record ParkedEvent(
    String id,
    @Nullable String topic,
    @Nullable String type,
    @Nullable String key,
    @Nullable Long sequence,
    @Nullable String reason,
    @Nullable String detail) {}
