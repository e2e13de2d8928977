package nl.leergang.e2e.boundary.example.schedule;

/** Stands for a class of another service. */
public record Slot(String id) {}
