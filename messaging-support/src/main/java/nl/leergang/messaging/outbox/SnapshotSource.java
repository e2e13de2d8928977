package nl.leergang.messaging.outbox;

import java.time.Duration;
import org.bson.Document;

/**
 * Publishes the state of documents as snapshots, without outbox entries: whoever changes the
 * document sets {@code dirty: true} and raises the revision; the body is made when it is sent, and
 * the mark is cleared only if the revision is still the one that was sent. Declare one bean per
 * topic.
 */
public interface SnapshotSource {

  String collection();

  String topic();

  /** Type of the event, e.g. {@code nl.leergang.registration.edition-availability-changed.v1}. */
  String type();

  /** Field that rises with every change; it becomes the event's sequence. */
  String revisionField();

  /** What {@link #payload} needs, as a projection: documents may be large. */
  Document fields();

  /** The event's data, made of these fields as they were just read. */
  Object payload(Document state);

  /** At most one snapshot per key in this time. */
  Duration minInterval();
}
