package nl.leergang.messaging.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One aggregate's document while events are folded into it, in memory. */
final class Fold {

  static final String FENCE = "lastSeq";
  private static final String ERASED = "erased";

  /** What an event's number says about it. */
  enum Step {
    APPLIED,
    DUPLICATE,
    GAP
  }

  private final Projection projection;
  private final String key;
  private final @Nullable Document before;
  private final long fence;
  private @Nullable Document state;
  private long last;
  private final List<DerivedDocument> derived = new ArrayList<>();

  Fold(Projection projection, String key, @Nullable Document before) {
    this.projection = projection;
    this.key = key;
    this.before = before;
    this.state = before;
    this.fence = lastSeq(before);
    this.last = fence;
  }

  static long lastSeq(@Nullable Document state) {
    Number last = state == null ? null : state.get(FENCE, Number.class);
    return last == null ? 0 : last.longValue();
  }

  /**
   * @throws MalformedEventException when the projection can't make sense of it; nothing has changed
   *     then
   */
  Step accept(InboundEvent event) {
    if (event.sequence() <= last) {
      return Step.DUPLICATE;
    }
    if (event.sequence() > last + 1 && !projection.snapshot()) {
      return Step.GAP;
    }
    Document next = next(event);
    if (next != null) {
      derived.addAll(derivedFrom(event, next));
      state = next;
    }
    last = event.sequence();
    return Step.APPLIED;
  }

  /** Moves past a number without an effect. */
  void skipTo(long sequence) {
    last = sequence;
  }

  private @Nullable Document next(InboundEvent event) {
    if (projection.snapshot() && (event.data() == null || isErased())) {
      // Who was erased stays so, whatever a late sender still has.
      return new Document("_id", key).append(ERASED, true);
    }
    return pure(() -> projection.apply(copy(state), event));
  }

  private boolean isErased() {
    return state != null && Boolean.TRUE.equals(state.get(ERASED));
  }

  private List<DerivedDocument> derivedFrom(InboundEvent event, Document next) {
    return isErased() ? List.of() : pure(() -> projection.derived(copy(state), next, event));
  }

  /** A pure function that fails will fail again: no time spent on trying helps. */
  private static <T> T pure(Supplier<T> function) {
    try {
      return function.get();
    } catch (MalformedEventException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MalformedEventException("the projection fails: " + e.getClass().getName(), e);
    }
  }

  String key() {
    return key;
  }

  @Nullable Document before() {
    return before;
  }

  /** The fence as it was read. */
  long fence() {
    return fence;
  }

  /** The fence as it is to be. */
  long last() {
    return last;
  }

  boolean moved() {
    return last != fence;
  }

  List<DerivedDocument> derived() {
    return derived;
  }

  /** All of it, where nothing was before. */
  Document document() {
    Document document = new Document("_id", key);
    document.putAll(changes().get("$set", Document.class));
    return document;
  }

  /** Top-level fields that differ, and the fence. */
  Document changes() {
    Document set = new Document(FENCE, last);
    Document unset = new Document();
    Document after = state == null ? new Document() : state;
    after.forEach((field, value) -> {
      if (!isOurs(field)
          && (before == null
              || !Objects.equals(before.get(field), value)
              || !before.containsKey(field))) {
        set.append(field, value);
      }
    });
    if (before != null) {
      before
          .keySet()
          .forEach(field -> {
            if (!isOurs(field) && !after.containsKey(field)) {
              unset.append(field, "");
            }
          });
    }
    Document update = new Document("$set", set);
    return unset.isEmpty() ? update : update.append("$unset", unset);
  }

  private static boolean isOurs(String field) {
    return field.equals("_id") || field.equals(FENCE);
  }

  /** A deep copy, so that a projection may change what it was given. */
  private static @Nullable Document copy(@Nullable Document original) {
    return original == null ? null : (Document) copied(original);
  }

  private static Object copied(Object value) {
    return switch (value) {
      case Document document -> {
        Document copy = new Document();
        document.forEach((field, inner) -> copy.put(field, inner == null ? null : copied(inner)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(inner -> copy.add(inner == null ? null : copied(inner)));
        yield copy;
      }
      default -> value;
    };
  }
}
