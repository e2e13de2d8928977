package nl.leergang.registration.registration;

/** A place in an edition's queue: lowest priority number first, then lowest queue number. */
public record QueuePlace(int priority, long number) {}
