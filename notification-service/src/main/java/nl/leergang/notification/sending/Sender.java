package nl.leergang.notification.sending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.moves.FanOut;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.smtp.MailServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads that keep mail going: one takes mails from the ledger, several send them over a
 * connection each, others renew leases, follow the schedule and sweep. None of them needs the mail
 * server or the database to be there at the start; each tries again until they are.
 */
@Component
@ConditionalOnBooleanProperty(name = "leergang.mail.sending", matchIfMissing = true)
class Sender implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration GAUGES = Duration.ofSeconds(5);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final int ERASURES = 100;

  private final Ledger ledger;
  private final Replicas replicas;
  private final FanOut fanOut;
  private final Delivering delivering;
  private final HeldLeases leases;
  private final QueueGate gate;
  private final Wakeups wakeups;
  private final MailMetrics metrics;
  private final MailServer server;
  private final MailProperties properties;
  private final String owner = UUID.randomUUID().toString();
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledThreadPoolExecutor limits = limits();
  private volatile boolean running;

  Sender(
      Ledger ledger,
      Replicas replicas,
      FanOut fanOut,
      Delivering delivering,
      HeldLeases leases,
      QueueGate gate,
      Wakeups wakeups,
      MailMetrics metrics,
      MailServer server,
      MailProperties properties) {
    this.ledger = ledger;
    this.replicas = replicas;
    this.fanOut = fanOut;
    this.delivering = delivering;
    this.leases = leases;
    this.gate = gate;
    this.wakeups = wakeups;
    this.metrics = metrics;
    this.server = server;
    this.properties = properties;
  }

  /** Cuts what takes too long. */
  private static ScheduledThreadPoolExecutor limits() {
    ScheduledThreadPoolExecutor limits =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mail-limits").factory());
    limits.setRemoveOnCancelPolicy(true);
    return limits;
  }

  @Override
  public void start() {
    running = true;
    thread("mail-claims", this::takeMails);
    for (int i = 0; i < properties.connections(); i++) {
      thread("mail-sender-" + i, this::sendMails);
    }
    thread("mail-leases", () -> every(properties.lease().dividedBy(4), leases::renew));
    thread("mail-moves", this::followSchedule);
    thread("mail-sweep", () -> every(properties.sweep(), fanOut::sweep));
    thread("mail-erasure", () -> every(GAUGES, this::erase));
    thread("mail-gauges", () -> every(GAUGES, () -> metrics.underWay(ledger.underWay())));
  }

  private void thread(String name, Loop loop) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void takeMails() throws InterruptedException {
    createIndexes();
    while (running) {
      boolean more =
          attempt(
              "taking mails",
              () -> {
                List<String> contacts = wakeups.changedContacts();
                if (!contacts.isEmpty()) {
                  ledger.hasten(contacts);
                }
                return gate.isOpen() && take();
              });
      if (!more) {
        wakeups.awaitMails(properties.poll());
      }
    }
  }

  private void createIndexes() throws InterruptedException {
    while (running
        && !attempt(
            "making indexes",
            () -> {
              ledger.createIndexes();
              replicas.createIndexes();
              return true;
            })) {
      Thread.sleep(AFTER_TROUBLE);
    }
  }

  /** Whether it is worth looking again at once. */
  private boolean take() {
    int room = properties.connections() * 2 - leases.size();
    // A few free places are not worth three round trips to the database each.
    if (room < Math.max(1, properties.connections() / 2)) {
      return false;
    }
    long askedAt = System.nanoTime();
    List<Claim> claims = ledger.claim(owner, room, properties.lease());
    if (claims.isEmpty()) {
      return false;
    }
    Loaded loaded = Loaded.of(claims, replicas);
    claims.forEach(claim -> jobs.add(new Job(claim, loaded, leases.hold(claim, askedAt))));
    return true;
  }

  private void sendMails() throws InterruptedException {
    try (MailServer.Connection connection = server.connection()) {
      while (running || !jobs.isEmpty()) {
        Job job = jobs.poll(1, TimeUnit.SECONDS);
        if (job != null) {
          work(job, connection);
        }
      }
    }
  }

  private void work(Job job, MailServer.Connection connection) {
    Future<?> limit =
        limits.schedule(
            connection::cut, properties.attemptLimit().toMillis(), TimeUnit.MILLISECONDS);
    try {
      if (running && gate.isOpen() && job.lease().stands()) {
        delivering.deliver(job.claim(), job.loaded(), job.lease(), connection);
      } else {
        ledger.release(job.claim());
      }
    } catch (RuntimeException e) {
      // The lease runs out and the mail is taken up again, by us or by another instance.
      log.warn("mail {} left to its lease", job.claim().id(), e);
      connection.close();
    } finally {
      limit.cancel(false);
      leases.letGo(job.claim());
      if (jobs.size() <= properties.connections() / 2) {
        wakeups.mailsMayBeDue();
      }
    }
  }

  private void followSchedule() throws InterruptedException {
    while (running) {
      boolean more =
          attempt(
              "following the schedule",
              () -> {
                boolean found = fanOut.next();
                if (found) {
                  wakeups.mailsMayBeDue();
                }
                return found;
              });
      if (!more) {
        wakeups.awaitEditions(properties.poll());
      }
    }
  }

  private void erase() {
    for (String contact : replicas.erasedContacts(ERASURES)) {
      if (ledger.erase(contact)) {
        replicas.scrubbed(contact);
      }
    }
  }

  private void every(Duration interval, Runnable work) throws InterruptedException {
    while (running) {
      Thread.sleep(interval);
      attempt(
          "keeping house",
          () -> {
            work.run();
            return true;
          });
    }
  }

  private static boolean attempt(String what, Work work) throws InterruptedException {
    try {
      return work.found();
    } catch (RuntimeException e) {
      log.warn("{} failed, is tried again: {}", what, e.toString());
      Thread.sleep(AFTER_TROUBLE);
      return false;
    }
  }

  @Override
  public void stop() {
    running = false;
    long end = System.nanoTime() + STOPPING.toNanos();
    try {
      for (Thread thread : threads) {
        if (thread.getName().startsWith("mail-sender")) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          thread.join(Math.max(1, left));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private record Job(Claim claim, Loaded loaded, Lease lease) {}

  @FunctionalInterface
  private interface Loop {
    void run() throws InterruptedException;
  }

  @FunctionalInterface
  private interface Work {
    boolean found();
  }
}
