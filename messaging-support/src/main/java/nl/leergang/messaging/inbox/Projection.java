package nl.leergang.messaging.inbox;

import java.util.Collection;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Folds one topic's events into one document per source aggregate: {@code _id} is the event's key,
 * {@code lastSeq} the number of the last event applied. Declare one bean per topic and collection.
 */
public interface Projection {

  String topic();

  String collection();

  /**
   * True when each event holds the whole state: the newest wins, gaps do not matter, and a
   * tombstone leaves a document with {@code erased: true}.
   */
  default boolean snapshot() {
    return false;
  }

  /**
   * The state after the event. Pure: it may run more than once for the same event. Only top-level
   * fields that differ are written, so fields that other writers own survive; {@code lastSeq} is
   * set by the caller. A type that is of no interest returns the state unchanged.
   *
   * @param state null when nothing is known under this key
   * @throws nl.leergang.messaging.MalformedEventException when the event can never be applied
   */
  Document apply(@Nullable Document state, InboundEvent event);

  /** Documents to be inserted, if absent, before the fence moves past the event. */
  default List<DerivedDocument> derived(
      @Nullable Document stateBefore, Document stateAfter, InboundEvent event) {
    return List.of();
  }

  /** Told after a batch was written which keys changed. A hint: never the only wake-up. */
  default void changed(Collection<String> keys) {}
}
