package nl.leergang.schedule.edition;

/** Identifies a session over all its moves; calendar entries are named after it. */
public record SessionId(String value) {}
