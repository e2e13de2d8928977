package nl.leergang.messaging.outbox;

/**
 * A collection whose documents carry an {@code outbox} array. Declare one bean per collection: the
 * sweeper, its partial index and the metrics follow from it. The key on the wire is {@code
 * String.valueOf(_id)}.
 */
public record OutboxCollection(String name) {}
