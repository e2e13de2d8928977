package nl.leergang.schedule.programme;

import org.jspecify.annotations.Nullable;

/** A place. The venue's name is often known later than its city. */
public record Location(@Nullable String name, String city) {}
