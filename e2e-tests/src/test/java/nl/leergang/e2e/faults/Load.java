package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who come in at a steady rate, whatever the product does, and try again until they have an
 * answer. One in ten gives up when the first attempt fails.
 */
final class Load implements AutoCloseable {

  /** Who comes after so much time without answers waits outside: a crowd would be another fault. */
  private static final int SECONDS_AT_ONCE = 60;

  private final Ledger ledger;
  private final Doors doors;
  private final Editions editions;
  private final Random random;
  private final Semaphore room;
  private final AtomicInteger came = new AtomicInteger();
  private final List<Thread> people = new CopyOnWriteArrayList<>();
  private final Thread arrivals;
  private volatile boolean open = true;

  /** Starts at once. */
  Load(Ledger ledger, Doors doors, Editions editions, long seed, double perSecond) {
    this.ledger = ledger;
    this.doors = doors;
    this.editions = editions;
    this.random = new Random(seed);
    this.room = new Semaphore((int) Math.max(20, perSecond * SECONDS_AT_ONCE));
    this.arrivals = Thread.ofPlatform().name("arrivals").start(() -> arrive(perSecond));
  }

  private void arrive(double perSecond) {
    long pause = (long) (1_000_000_000 / perSecond);
    long next = System.nanoTime();
    while (open) {
      long early = next - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
        continue;
      }
      next = Math.max(next + pause, System.nanoTime() - 1_000_000_000);
      room.acquireUninterruptibly();
      Submission submission = ledger.next(editions.any(random));
      came.incrementAndGet();
      Visitor visitor = new Visitor(submission, doors, random.nextInt(10) != 0);
      Random own = new Random(random.nextLong());
      people.removeIf(thread -> !thread.isAlive());
      people.add(Thread.startVirtualThread(() -> visit(visitor, own)));
    }
  }

  private void visit(Visitor visitor, Random random) {
    try {
      visitor.register(random);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  /** Waits until so many came. */
  void awaitArrivals(int number) throws InterruptedException {
    while (came.get() < number) {
      Thread.sleep(100);
    }
  }

  /** Waits until so many more came. */
  void awaitMore(int number) throws InterruptedException {
    awaitArrivals(came.get() + number);
  }

  /** Nobody comes any more; waits until everybody who came has an answer. */
  @Override
  public void close() throws InterruptedException {
    open = false;
    LockSupport.unpark(arrivals);
    arrivals.join();
    for (Thread person : people) {
      person.join();
    }
  }
}
