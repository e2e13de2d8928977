package nl.leergang.messaging;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Creates indexes in the background, so that a service starts while the database is away. */
public final class BackgroundIndexes extends BackgroundWork {

  private record Wanted(String collection, IndexModel index) {}

  private final MongoDatabase database;
  private final Queue<Wanted> wanted = new ConcurrentLinkedQueue<>();

  BackgroundIndexes(MongoDatabase database) {
    super("index-creation");
    // Building one on a large collection takes longer than a request may.
    this.database = database.withTimeout(10, TimeUnit.MINUTES);
  }

  public void need(String collection, IndexModel index) {
    wanted.add(new Wanted(collection, index));
    wake();
  }

  /** True when every index that was asked for is there. */
  public boolean complete() {
    return wanted.isEmpty();
  }

  @Override
  protected Duration step() {
    Wanted next = wanted.peek();
    if (next == null) {
      return Duration.ofSeconds(5);
    }
    database
        .getCollection(next.collection())
        .createIndex(next.index().getKeys(), next.index().getOptions());
    wanted.remove(next);
    return Duration.ZERO;
  }
}
