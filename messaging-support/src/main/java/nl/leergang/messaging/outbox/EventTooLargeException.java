package nl.leergang.messaging.outbox;

/** The event's data exceeds 64 KB. Thrown before any state is written. */
public class EventTooLargeException extends RuntimeException {

  EventTooLargeException(String type, int size, int limit) {
    super("event " + type + " has " + size + " bytes of data, more than " + limit);
  }
}
