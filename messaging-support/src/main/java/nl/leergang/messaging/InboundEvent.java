package nl.leergang.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that came in, checked as a CloudEvent 1.0.
 *
 * @param id unique with {@code source}
 * @param type reverse-DNS and versioned, e.g. {@code nl.leergang.schedule.edition-published.v1}
 * @param source an nld URN that names the producing system
 * @param subject id of the aggregate, equal to the record's key
 * @param sequence counts from 1 without gaps per subject and topic; on a snapshot topic the
 *     revision of the state
 * @param time when the producer noted the event
 * @param data the JSON; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are read, never compared
public record InboundEvent(
    String id,
    String type,
    String source,
    String subject,
    long sequence,
    Instant time,
    byte @Nullable [] data) {

  /**
   * Reads the data into the consumer's own record; fields it does not know are ignored.
   *
   * @throws MalformedEventException when there is no data or it has another shape; the event then
   *     counts as poison
   */
  public <T> T as(Class<T> type) {
    if (data == null) {
      throw new MalformedEventException("event " + this.type + " has no data");
    }
    return EventJson.read(data, type);
  }
}
