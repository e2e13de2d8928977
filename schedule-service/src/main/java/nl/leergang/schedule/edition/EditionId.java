package nl.leergang.schedule.edition;

/** Identifies an edition; opaque outside this service. */
public record EditionId(String value) {}
