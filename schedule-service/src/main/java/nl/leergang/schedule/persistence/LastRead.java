package nl.leergang.schedule.persistence;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Models as they were last read. Pages ask for the same few again and again, and to take a document
 * apart costs more than all else about it. What is found, and whether it is still as it was, is
 * asked of the database each time: {@code nextSeq} rises with every change, whoever makes it.
 */
final class LastRead<T> {

  private static final int MOST = 500;

  private final Supplier<MongoCollection<Document>> collection;
  private final Class<T> type;
  private final Map<String, Known<T>> known = new LinkedHashMap<>(16, 0.75f, true);

  LastRead(Supplier<MongoCollection<Document>> collection, Class<T> type) {
    this.collection = collection;
    this.type = type;
  }

  /** What the query finds, in its order. */
  List<T> of(FindIterable<Document> query) {
    List<Document> found = query.projection(Projections.include("nextSeq")).into(new ArrayList<>());
    Map<String, T> models = new HashMap<>();
    List<String> changed = new ArrayList<>();
    synchronized (known) {
      for (Document one : found) {
        Known<T> last = known.get(one.getString("_id"));
        if (last != null && last.nextSeq() == one.getLong("nextSeq")) {
          models.put(one.getString("_id"), last.model());
        } else {
          changed.add(one.getString("_id"));
        }
      }
    }
    if (!changed.isEmpty()) {
      models.putAll(read(changed));
    }
    return found.stream()
        .map(one -> models.get(one.getString("_id")))
        .filter(Objects::nonNull)
        .toList();
  }

  private Map<String, T> read(List<String> ids) {
    Map<String, Known<T>> read = new HashMap<>();
    for (Document stored :
        collection.get().find(in("_id", ids)).projection(Projections.include("state", "nextSeq"))) {
      read.put(
          stored.getString("_id"),
          new Known<>(stored.getLong("nextSeq"), StoredState.read(stored, type)));
    }
    synchronized (known) {
      known.putAll(read);
      var eldest = known.keySet().iterator();
      while (known.size() > MOST) {
        eldest.next();
        eldest.remove();
      }
    }
    Map<String, T> models = new HashMap<>();
    read.forEach((id, one) -> models.put(id, one.model()));
    return models;
  }

  private record Known<T>(long nextSeq, T model) {}
}
