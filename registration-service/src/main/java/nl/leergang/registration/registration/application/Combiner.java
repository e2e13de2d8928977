package nl.leergang.registration.registration.application;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is waiting and accepts it as one group. No timer: a lone request does not wait. */
final class Combiner {

  private static final Logger log = LoggerFactory.getLogger(Combiner.class);
  private static final long IDLE_MILLIS = 50;

  private final BlockingQueue<PendingSubmission> queue;
  private final AcceptingGroup accepting;
  private final int groupSize;
  private final Thread thread;
  private volatile boolean stopped;

  Combiner(String name, AcceptingGroup accepting, int capacity, int groupSize) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.accepting = accepting;
    this.groupSize = groupSize;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  boolean offer(PendingSubmission pending) {
    return !stopped && queue.offer(pending);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<PendingSubmission> group = new ArrayList<>(groupSize);
    while (!stopped) {
      try {
        PendingSubmission first = next();
        if (first == null) {
          accepting.cleanUp();
          continue;
        }
        group.add(first);
        queue.drainTo(group, groupSize - 1);
        group.removeIf(pending -> !pending.take());
        accepting.accept(List.copyOf(group));
      } catch (InterruptedException e) {
        stopped = true;
      } catch (Throwable e) { // an Error, too, is not to end the thread: the next ones need it
        // The callers have been told to try again.
        log.warn(
            "a group of {} registrations could not be accepted: {}", group.size(), e.toString());
      } finally {
        group.clear();
      }
    }
  }

  private @Nullable PendingSubmission next() throws InterruptedException {
    return accepting.hasSettledNotes()
        ? queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS)
        : queue.take();
  }
}
