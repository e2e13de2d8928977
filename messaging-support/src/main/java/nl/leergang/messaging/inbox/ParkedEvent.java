package nl.leergang.messaging.inbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be applied yet, as staff see it.
 *
 * @param id opaque
 * @param collection the projection that waits for it
 * @param key the record's key; null where it had none
 * @param sequence null where the record had no readable one
 * @param type null where the record had no readable one
 * @param reason {@code POISON}: can never be applied; {@code GAP}: one before it is missing; {@code
 *     BEHIND_POISON}: one before it is poison
 * @param detail what was wrong with it, without its content
 * @param headers as they came, unreadable bytes in hexadecimal
 */
public record ParkedEvent(
    String id,
    String topic,
    int partition,
    long offset,
    String collection,
    @Nullable String key,
    @Nullable Long sequence,
    @Nullable String type,
    String reason,
    @Nullable String detail,
    Instant parkedAt,
    Map<String, String> headers) {}
