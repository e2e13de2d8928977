package nl.leergang.schedule.messaging;

/**
 * An event ready for the outbox.
 *
 * @param type reverse-DNS and versioned; never derived from a class name
 * @param data serialises to what the type's schema describes
 */
public record WireEvent(String topic, String type, Object data) {}
