package nl.leergang.messaging.outbox;

/**
 * A topic that this service writes. Declare one bean per topic; it is created in the background as
 * soon as the broker can be reached.
 *
 * @param compacted true for a snapshot topic (only the newest per key is kept), false for a topic
 *     of events (all are kept, so that a projection can be rebuilt)
 */
public record ProducedTopic(String name, boolean compacted) {}
