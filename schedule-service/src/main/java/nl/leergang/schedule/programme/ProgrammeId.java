package nl.leergang.schedule.programme;

/** Identifies a programme; opaque outside this service. */
public record ProgrammeId(String value) {}
