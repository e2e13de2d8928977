package nl.leergang.schedule.catalogue;

import com.mongodb.MongoException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.leergang.schedule.persistence.ScheduleCollections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the indexes and imports the catalogue when the service starts, in the background: the
 * database may come later than the service.
 */
@Component
class CatalogueStart implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CatalogueStart.class);

  private final ScheduleCollections collections;
  private final CatalogueImport catalogueImport;
  private final CatalogueProperties properties;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread worker;
  private volatile @Nullable List<CatalogueProblem> outcome;

  CatalogueStart(
      ScheduleCollections collections,
      CatalogueImport catalogueImport,
      CatalogueProperties properties) {
    this.collections = collections;
    this.catalogueImport = catalogueImport;
    this.properties = properties;
  }

  /** The problems that were found; null while the import is still to be done. */
  @Nullable List<CatalogueProblem> outcome() {
    return outcome;
  }

  @Override
  public void start() {
    worker = Thread.ofPlatform().daemon().name("catalogue-import").start(this::importUntilDone);
  }

  @Override
  public void stop() {
    stopped.countDown();
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
    worker = null;
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  private void importUntilDone() {
    boolean warned = false;
    while (stopped.getCount() > 0) {
      try {
        collections.createIndexes();
        List<CatalogueProblem> problems = catalogueImport.run();
        problems.forEach(problem -> log.error("Catalogue file left out: {}", problem));
        outcome = problems;
        return;
      } catch (MongoException e) {
        if (stopped.getCount() > 0 && !warned) {
          log.warn("The catalogue waits for the database: {}", e.getMessage());
          warned = true;
        }
        if (isStoppedWithin(properties.retryAfter().toMillis())) {
          return;
        }
      }
    }
  }

  private boolean isStoppedWithin(long millis) {
    try {
      return stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true; // stop() interrupts
    }
  }
}
