package nl.leergang.messaging.inbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads and writes the fenced documents of one projection. */
final class ProjectionStore {

  private final MongoDatabase database;
  private final MongoCollection<Document> collection;

  ProjectionStore(MongoDatabase database, Projection projection) {
    this.database = database;
    this.collection = database.getCollection(projection.collection());
  }

  Map<String, Document> load(Collection<String> keys) {
    Map<String, Document> states = new HashMap<>();
    collection
        .find(Filters.in("_id", keys))
        .forEach(state -> states.put(state.get("_id", String.class), state));
    return states;
  }

  /**
   * Writes the folds that moved, what they derive first.
   *
   * @return keys of which another writer was faster; they are to be folded again
   */
  Set<String> write(Collection<Fold> folds) {
    List<Fold> moved = folds.stream().filter(Fold::moved).toList();
    if (moved.isEmpty()) {
      return Set.of();
    }
    insertDerived(moved);
    return writeStates(moved);
  }

  private void insertDerived(List<Fold> folds) {
    Map<String, List<Document>> byCollection = new LinkedHashMap<>();
    for (Fold fold : folds) {
      for (DerivedDocument derived : fold.derived()) {
        byCollection
            .computeIfAbsent(derived.collection(), name -> new ArrayList<>())
            .add(derived.document());
      }
    }
    byCollection.forEach(this::insertMissing);
  }

  private void insertMissing(String target, List<Document> documents) {
    try {
      database.getCollection(target).insertMany(documents, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      // There already: the same event came before.
      rethrowUnlessDuplicates(e);
    }
  }

  private Set<String> writeStates(List<Fold> folds) {
    List<Fold> unseen = folds.stream().filter(fold -> fold.before() == null).toList();
    List<Fold> seen = folds.stream().filter(fold -> fold.before() != null).toList();
    boolean all = inserted(unseen) & updated(seen);
    return all ? Set.of() : behind(folds);
  }

  /** In one statement, which costs a fraction of one upsert for each. */
  private boolean inserted(List<Fold> folds) {
    if (folds.isEmpty()) {
      return true;
    }
    try {
      collection.insertMany(
          folds.stream().map(Fold::document).toList(), new InsertManyOptions().ordered(false));
      return true;
    } catch (MongoBulkWriteException e) {
      rethrowUnlessDuplicates(e);
      return false;
    }
  }

  private boolean updated(List<Fold> folds) {
    if (folds.isEmpty()) {
      return true;
    }
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Fold fold : folds) {
      Bson condition =
          Filters.and(
              Filters.eq("_id", fold.key()),
              fold.fence() == 0
                  ? Filters.exists(Fold.FENCE, false)
                  : Filters.eq(Fold.FENCE, fold.fence()));
      writes.add(new UpdateOneModel<>(condition, fold.changes()));
    }
    return collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)).getMatchedCount()
        == writes.size();
  }

  /** Who finds the fence where it was to be, or further, has nothing left to write. */
  private Set<String> behind(List<Fold> folds) {
    Map<String, Long> fences = new HashMap<>();
    collection
        .find(Filters.in("_id", folds.stream().map(Fold::key).toList()))
        .projection(Projections.include(Fold.FENCE))
        .forEach(state -> fences.put(state.get("_id", String.class), Fold.lastSeq(state)));
    Set<String> behind = new HashSet<>();
    for (Fold fold : folds) {
      if (fences.getOrDefault(fold.key(), 0L) < fold.last()) {
        behind.add(fold.key());
      }
    }
    return behind;
  }

  private static void rethrowUnlessDuplicates(MongoBulkWriteException e) {
    boolean onlyDuplicates =
        e.getWriteConcernError() == null
            && e.getWriteErrors().stream()
                .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    if (!onlyDuplicates) {
      throw e;
    }
  }
}
