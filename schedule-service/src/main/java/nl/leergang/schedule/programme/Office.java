package nl.leergang.schedule.programme;

import org.jspecify.annotations.Nullable;

/** Who registers participants and answers their questions. */
public record Office(String name, @Nullable String email, @Nullable String telephone) {}
