package nl.leergang.notification.sending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.leergang.messaging.BackgroundLoop;
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
 * The threads that keep mail going: one takes mails from the ledger and makes them ready, group by
 * group, several send them over a connection each, one notes what was accepted, others renew
 * leases, follow the schedule and sweep. None of them needs the mail server or the database to be
 * there at the start; each tries again until they are.
 */
@Component
@ConditionalOnBooleanProperty(name = "leergang.mail.sending", matchIfMissing = true)
class Sender implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);
  private static final Duration FORGETTING = Duration.ofHours(1);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  // With two seconds between them more than a lease: by then another may hold the mails.
  private static final int ATTEMPTS_TO_NOTE = 50;

  private final Ledger ledger;
  private final Replicas replicas;
  private final FanOut fanOut;
  private final Delivering delivering;
  private final Forgetting forgetting;
  private final HeldLeases leases;
  private final QueueGate gate;
  private final Wakeups wakeups;
  private final MailMetrics metrics;
  private final MailServer server;
  private final MailProperties properties;
  private final String owner = UUID.randomUUID().toString();
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();

  /**
   * How many more mails the server may have without our having noted it. A kill leaves no more than
   * these to arrive twice.
   */
  private final Semaphore unnoted;

  private final List<MailServer.Connection> connections = new ArrayList<>();
  private final List<BackgroundLoop> loops = new ArrayList<>();
  private final ScheduledThreadPoolExecutor limits = limits();
  private volatile boolean stopping;
  private volatile boolean moreDue;
  private boolean indexed;
  private int failedToNote;

  Sender(
      Ledger ledger,
      Replicas replicas,
      FanOut fanOut,
      Delivering delivering,
      Forgetting forgetting,
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
    this.forgetting = forgetting;
    this.leases = leases;
    this.gate = gate;
    this.wakeups = wakeups;
    this.metrics = metrics;
    this.server = server;
    this.properties = properties;
    this.unnoted = new Semaphore(2 * properties.connections());
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
    stopping = false;
    loop("mail-claims", this::takeMails);
    for (int i = 0; i < properties.connections(); i++) {
      MailServer.Connection connection = server.connection();
      connections.add(connection);
      loop("mail-sender-" + i, () -> sendNext(connection));
    }
    loop("mail-notes", this::noteAccepted);
    loop("mail-leases", every(properties.lease().dividedBy(4), leases::renew));
    loop("mail-moves", this::followSchedule);
    loop("mail-sweep", every(properties.sweep(), fanOut::sweep));
    loop("mail-erasure", every(HOUSEKEEPING, forgetting::erased));
    loop("mail-forgetting", every(FORGETTING, forgetting::old));
    loop("mail-gauges", every(HOUSEKEEPING, () -> metrics.underWay(ledger.countUnderWay())));
  }

  private void loop(String name, BackgroundLoop.Step step) {
    loops.add(BackgroundLoop.start(name, step));
  }

  /** Not at once: a start has enough to do. */
  private static BackgroundLoop.Step every(Duration interval, Runnable work) {
    long[] next = {System.nanoTime() + interval.toNanos()};
    return () -> {
      long left = next[0] - System.nanoTime();
      if (left > 0) {
        return Duration.ofNanos(left);
      }
      work.run();
      next[0] = System.nanoTime() + interval.toNanos();
      return interval;
    };
  }

  private Duration takeMails() throws InterruptedException {
    if (!indexed) {
      ledger.createIndexes();
      replicas.createIndexes();
      indexed = true;
    }
    List<String> contacts = wakeups.changedContacts();
    if (!contacts.isEmpty()) {
      ledger.hasten(contacts);
    }
    if (!take()) {
      wakeups.awaitMails(properties.poll());
    }
    return Duration.ZERO;
  }

  /** Whether it is worth looking again at once. */
  private synchronized boolean take() {
    if (stopping || !gate.isOpen()) {
      return false;
    }
    // While the server lets nobody in, one mail tries whether it does again.
    int together = gate.heldBack() ? 1 : properties.together();
    int room = together * 2 - leases.size();
    moreDue = room < Math.max(1, together / 2);
    // A few free places are not worth a dozen round trips to the database.
    if (moreDue) {
      return false;
    }
    long askedAt = System.nanoTime();
    List<Claim> claims = ledger.claim(owner, Math.min(room, together), properties.lease());
    if (claims.isEmpty()) {
      return false;
    }
    List<HeldLeases.Held> held = claims.stream().map(claim -> leases.hold(claim, askedAt)).toList();
    Set<String> going = new HashSet<>();
    try {
      List<Outgoing> ready = delivering.makeReady(held);
      ready.forEach(mail -> going.add(mail.claim().taking()));
      outgoing.addAll(ready);
    } finally {
      // Where this failed, their leases run out and they are taken again, by us or by another.
      claims.stream().filter(claim -> !going.contains(claim.taking())).forEach(leases::letGo);
    }
    return true;
  }

  private Duration sendNext(MailServer.Connection connection) throws InterruptedException {
    unnoted.acquire();
    boolean toBeNoted = false;
    try {
      Outgoing mail = outgoing.poll(1, TimeUnit.SECONDS);
      toBeNoted = mail != null && send(mail, connection);
    } finally {
      if (!toBeNoted) {
        unnoted.release();
      }
    }
    return Duration.ZERO;
  }

  /** Whether it was accepted and is now to be noted. */
  private boolean send(Outgoing mail, MailServer.Connection connection) {
    Future<?> limit =
        limits.schedule(
            connection::cut, properties.attemptLimit().toMillis(), TimeUnit.MILLISECONDS);
    boolean toBeNoted = false;
    try {
      if (stopping || !gate.isOpen() || !mail.lease().stands()) {
        delivering.giveBack(mail);
        return false;
      }
      Ledger.Sent sent = delivering.send(mail, connection);
      if (sent != null) {
        toBeNoted = accepted.add(new Accepted(mail, sent));
      }
    } catch (RuntimeException | Error e) {
      // The lease runs out and the mail is taken up again, by us or by another instance.
      log.warn("mail {} left to its lease", mail.claim().id(), e);
      connection.close();
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      limit.cancel(false);
      if (!toBeNoted) {
        letGo(mail);
      }
    }
    return toBeNoted;
  }

  private Duration noteAccepted() throws InterruptedException {
    List<Accepted> mails = new ArrayList<>();
    mails.add(accepted.take());
    accepted.drainTo(mails, properties.together() - 1);
    try {
      delivering.noteSent(
          mails.stream().map(Accepted::mail).toList(), mails.stream().map(Accepted::sent).toList());
      failedToNote = 0;
    } catch (RuntimeException e) {
      failedToNote++;
      if (failedToNote < ATTEMPTS_TO_NOTE) {
        // Noted later, a mail that was accepted need not be sent again.
        accepted.addAll(mails);
        mails.clear();
      }
      throw e;
    } finally {
      mails.forEach(one -> letGo(one.mail()));
      unnoted.release(mails.size());
    }
    return Duration.ZERO;
  }

  private void letGo(Outgoing mail) {
    leases.letGo(mail.claim());
    if (moreDue && leases.size() <= properties.together()) {
      wakeups.mailsMayBeDue();
    }
  }

  private Duration followSchedule() throws InterruptedException {
    if (fanOut.next()) {
      wakeups.mailsMayBeDue();
    } else {
      wakeups.awaitEditions(properties.poll());
    }
    return Duration.ZERO;
  }

  @Override
  public void stop() {
    synchronized (this) {
      stopping = true;
    }
    try {
      leases.awaitNone(STOPPING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(MailServer.Connection::cut);
    loops.forEach(BackgroundLoop::close);
    connections.forEach(MailServer.Connection::close);
    loops.clear();
    connections.clear();
  }

  @Override
  public boolean isRunning() {
    return !loops.isEmpty();
  }

  private record Accepted(Outgoing mail, Ledger.Sent sent) {}
}
