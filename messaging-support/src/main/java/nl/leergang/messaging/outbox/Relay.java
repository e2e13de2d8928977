package nl.leergang.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nl.leergang.messaging.BackgroundLoop;
import nl.leergang.messaging.CloudEvents;
import nl.leergang.messaging.Topics;
import nl.leergang.messaging.outbox.Backlog.Letter;
import nl.leergang.messaging.outbox.Backlog.Parcel;
import nl.leergang.messaging.outbox.Backlog.Receipt;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what waits in documents. One parcel per document is under way at a time, those of different
 * documents together; what the broker has acknowledged from the first letter on is cleared, many
 * documents in one write, and the rest starts again at the first failure.
 */
final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private static final int HINTS = 10_000;
  // Later the sweep may have sent it, and more of the same document behind it.
  private static final Duration FRESH = Duration.ofMillis(900);
  // What is sent needs not be cleared at once, and many together are cheaper.
  private static final Duration GATHER = Duration.ofMillis(50);
  private static final int AT_ONCE = 500;
  private static final int UNDER_WAY = 2_000;
  private static final int RETRIES = 100;
  private static final int A_FEW = 10;
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
  // As long as a send may take: then what is offline is all of the broker and not a part of it.
  private static final Duration SILENCE = Duration.ofSeconds(10);

  record Key(Backlog backlog, Object id) {}

  /**
   * @param whole all that the document was inserted with; empty to read it
   * @param since {@link System#nanoTime} of the write
   */
  private record Hint(Key key, List<OutboxEvent> whole, long since) {

    static Hint toRead(Key key) {
      return new Hint(key, List.of(), System.nanoTime());
    }

    boolean needsReading() {
      return whole.isEmpty() || System.nanoTime() - since > FRESH.toNanos();
    }
  }

  /** How a document was found. */
  private enum Way {
    HINT,
    SWEEP,
    RETRY
  }

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Topics topics;
  private final MeterRegistry meters;
  private final Map<String, Backlog> backlogs = new LinkedHashMap<>();
  private final BlockingQueue<Hint> hints = new ArrayBlockingQueue<>(HINTS);
  private final BlockingQueue<Flight> landed = new LinkedBlockingQueue<>();
  private final Map<Key, Way> underWay = new ConcurrentHashMap<>();
  private final Set<Key> again = ConcurrentHashMap.newKeySet();
  private final Resting resting = new Resting(System::nanoTime);
  private volatile boolean brokerAnswers = true;
  private volatile long acknowledgedAt = System.nanoTime() - SILENCE.toNanos();
  private final Set<Backlog> begun = new HashSet<>();
  private volatile boolean sweepNow = true;
  private boolean stopping;
  private long nextSweep;
  private @Nullable Producer<byte[], byte[]> producer;
  private @Nullable BackgroundLoop sending;
  private @Nullable BackgroundLoop settling;

  Relay(
      Supplier<Producer<byte[], byte[]>> producers,
      Topics topics,
      MeterRegistry meters,
      Collection<Backlog> backlogs) {
    this.producers = producers;
    this.topics = topics;
    this.meters = meters;
    backlogs.forEach(backlog -> this.backlogs.put(backlog.name(), backlog));
  }

  /** Never blocks; without room the sweep finds the document. */
  void hint(String backlog, Object id, List<OutboxEvent> whole) {
    Backlog known = backlogs.get(backlog);
    // While the broker is away many would only crowd the queue, and the sweep goes by age; a few
    // let the newest try it, too.
    if (known != null && (brokerAnswers || hints.size() < A_FEW)) {
      hints.offer(new Hint(new Key(known, id), whole, System.nanoTime()));
    }
  }

  /** How many documents are to be looked at. */
  int hinted() {
    return hints.size();
  }

  private Duration sendSome() throws InterruptedException {
    if (brokerAnswers) {
      if (room(Way.HINT) == 0) {
        return Duration.ofMillis(5);
      }
      Hint first = hints.poll(untilSweep(), TimeUnit.NANOSECONDS);
      if (first != null) {
        sendHinted(first);
      }
    }
    if (sweepNow || System.nanoTime() - nextSweep >= 0) {
      sweepNow = false;
      nextSweep = System.nanoTime() + SWEEP_EVERY.toNanos();
      if (!brokerAnswers) {
        sendHinted(null);
      }
      for (Backlog backlog : backlogs.values()) {
        if (!begun.contains(backlog)) {
          backlog.begin();
          begun.add(backlog);
        }
        sweep(backlog);
      }
      retry();
    }
    return brokerAnswers ? Duration.ZERO : Duration.ofMillis(200);
  }

  private int room(Way way) {
    return room(way, any -> true);
  }

  /**
   * What failed before has a small share at any time, so that it takes no room from the others.
   * While the broker does not answer all shares are small: memory stays bounded, and the newest
   * documents and the oldest of each backlog try it side by side.
   */
  private int room(Way way, Predicate<Key> share) {
    if (brokerAnswers && way != Way.RETRY) {
      return Math.max(0, UNDER_WAY - underWay.size());
    }
    long taken =
        underWay.entrySet().stream()
            .filter(entry -> entry.getValue() == way && share.test(entry.getKey()))
            .count();
    return Math.max(0, (way == Way.RETRY ? RETRIES : A_FEW) - (int) taken);
  }

  private long untilSweep() {
    return sweepNow ? 0 : Math.max(0, nextSweep - System.nanoTime());
  }

  private void sendHinted(@Nullable Hint first) {
    List<Hint> some = new ArrayList<>();
    if (first != null) {
      some.add(first);
    }
    hints.drainTo(some, Math.min(AT_ONCE, room(Way.HINT)) - some.size());
    dispatch(some, Way.HINT);
  }

  private void sweep(Backlog backlog) {
    int limit = Math.min(backlog.perSweep(), room(Way.SWEEP, key -> key.backlog() == backlog));
    if (limit > 0) {
      List<Object> ids =
          backlog.waiting(
              limit,
              id -> {
                Key key = new Key(backlog, id);
                return underWay.containsKey(key) || resting.contains(key);
              });
      // A full sweep means that there is more.
      sweepNow |= ids.size() == limit && brokerAnswers && backlog.isUrgent();
      dispatch(ids.stream().map(id -> Hint.toRead(new Key(backlog, id))).toList(), Way.SWEEP);
    }
  }

  private void retry() {
    List<Key> due = resting.due(room(Way.RETRY), underWay::containsKey);
    dispatch(due.stream().map(Hint::toRead).toList(), Way.RETRY);
  }

  private void dispatch(List<Hint> some, Way way) {
    Map<Backlog, List<Object>> claimed = new HashMap<>();
    List<Flight> known = new ArrayList<>();
    Set<Key> unsent = new HashSet<>();
    for (Hint hint : some) {
      Key key = hint.key();
      if (underWay.putIfAbsent(key, way) == null) {
        unsent.add(key);
        if (hint.needsReading()) {
          claimed.computeIfAbsent(key.backlog(), backlog -> new ArrayList<>()).add(key.id());
        } else {
          known.add(new Flight(key.backlog(), key.backlog().parcel(key.id(), hint.whole())));
        }
      } else {
        // Written again while its parcel is under way: look once more when that has landed.
        again.add(key);
      }
    }
    try {
      for (Flight flight : known) {
        unsent.remove(new Key(flight.backlog, flight.parcel.id()));
        send(flight);
      }
      for (var entry : claimed.entrySet()) {
        for (Parcel parcel : entry.getKey().load(entry.getValue())) {
          unsent.remove(new Key(entry.getKey(), parcel.id()));
          send(new Flight(entry.getKey(), parcel));
        }
      }
    } finally {
      // Those of a collection, too, whose turn did not come because loading another one failed:
      // whatever stays here is never looked at again.
      unsent.forEach(resting::forget);
      unsent.forEach(this::release);
    }
  }

  private void send(Flight flight) {
    List<Letter> letters = flight.parcel.letters();
    for (int i = 0; i < letters.size(); i++) {
      Letter letter = letters.get(i);
      topics.need(letter.topic(), false);
      int number = i;
      if (!topics.exists(letter.topic())) {
        flight.giveUpFrom(i, new IllegalStateException("no topic " + letter.topic() + " yet"));
        return;
      }
      try {
        producer()
            .send(
                CloudEvents.write(letter.topic(), letter.event()),
                (metadata, failure) -> flight.answered(number, failure));
      } catch (RuntimeException e) {
        flight.giveUpFrom(i, e);
        return;
      }
      if (flight.hasFailed()) {
        // Each further letter would wait as long for the broker as this one did.
        flight.giveUpFrom(i + 1, null);
        return;
      }
    }
  }

  // Made when first needed: the constructor fails where the brokers' names can't be resolved yet.
  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
    }
    return current;
  }

  private Duration settleSome() throws InterruptedException {
    List<Flight> flights = new ArrayList<>();
    flights.add(landed.take());
    gather(flights);
    Map<Backlog, List<Receipt>> receipts = new HashMap<>();
    for (Flight flight : flights) {
      receipts.computeIfAbsent(flight.backlog, backlog -> new ArrayList<>()).add(flight.receipt());
    }
    try {
      receipts.forEach(this::settle);
    } catch (RuntimeException e) {
      // Still under way, so nothing is sent twice for a database that is away a while.
      landed.addAll(flights);
      throw e;
    }
    flights.forEach(this::afterwards);
    if (stopping) {
      throw new InterruptedException();
    }
    return Duration.ZERO;
  }

  private void gather(List<Flight> flights) {
    long until = System.nanoTime() + GATHER.toNanos();
    try {
      while (flights.size() < AT_ONCE) {
        Flight next = landed.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        flights.add(next);
      }
    } catch (InterruptedException e) {
      // The relay stops: what was gathered is cleared first, else it would be sent again.
      stopping = true;
    }
  }

  private void settle(Backlog backlog, List<Receipt> receipts) {
    backlog.settle(receipts).forEach(id -> again.add(new Key(backlog, id)));
  }

  private void afterwards(Flight flight) {
    Key key = new Key(flight.backlog, flight.parcel.id());
    Receipt receipt = flight.receipt();
    List<Letter> letters = flight.parcel.letters();
    letters.stream().limit(receipt.acknowledged()).forEach(this::count);
    if (receipt.acknowledged() < letters.size()) {
      again.remove(key);
      boolean alone = resting.isEmpty();
      // One that failed before tells nothing new of the broker.
      if (resting.failed(key) && System.nanoTime() - acknowledgedAt > SILENCE.toNanos()) {
        brokerFails(flight.failure);
      } else if (alone) {
        log.warn(
            "events of {} {} can't be sent and wait in their document: {}",
            key.backlog().name(),
            key.id(),
            String.valueOf(flight.failure));
      }
    } else {
      if (resting.forget(key)) {
        // What made the others fail may be over, too.
        resting.clear();
        sweepNow = true;
      }
      brokerWorks();
    }
    release(key);
  }

  private void count(Letter letter) {
    meters.counter("leergang.outbox.published", "topic", letter.topic()).increment();
  }

  private void brokerFails(@Nullable Exception failure) {
    if (brokerAnswers) {
      log.warn("events can't be sent and wait in their documents: {}", String.valueOf(failure));
      brokerAnswers = false;
      // They hold whole events, and the sweep finds every document.
      hints.clear();
    }
  }

  private void brokerWorks() {
    if (!brokerAnswers) {
      log.info("events are sent again");
      brokerAnswers = true;
      // What failed while it was away need not rest any longer.
      resting.clear();
      sweepNow = true;
    }
  }

  private void release(Key key) {
    underWay.remove(key);
    if (again.remove(key)) {
      hints.offer(Hint.toRead(key));
    }
  }

  /** A parcel between its first send and its last answer. */
  private final class Flight {
    private final Backlog backlog;
    private final Parcel parcel;
    private final boolean[] acknowledged;
    private int open;
    private @Nullable Exception failure;

    Flight(Backlog backlog, Parcel parcel) {
      this.backlog = backlog;
      this.parcel = parcel;
      this.acknowledged = new boolean[parcel.letters().size()];
      this.open = acknowledged.length;
    }

    synchronized void answered(int number, @Nullable Exception answer) {
      if (answer == null) {
        acknowledged[number] = true;
        acknowledgedAt = System.nanoTime();
      } else {
        failure = answer;
      }
      close(1);
    }

    synchronized void giveUpFrom(int number, @Nullable Exception reason) {
      failure = reason == null ? failure : reason;
      close(acknowledged.length - number);
    }

    synchronized boolean hasFailed() {
      return failure != null;
    }

    private void close(int letters) {
      open -= letters;
      if (open == 0 && letters > 0) {
        landed.add(this);
      }
    }

    /** Only the prefix counts: a later one that arrived alone has to follow the first again. */
    synchronized Receipt receipt() {
      int prefix = 0;
      while (prefix < acknowledged.length && acknowledged[prefix]) {
        prefix++;
      }
      return new Receipt(parcel, prefix);
    }
  }

  @Override
  public void start() {
    nextSweep = System.nanoTime();
    stopping = false;
    sending = BackgroundLoop.start("outbox-sender", this::sendSome);
    settling = BackgroundLoop.start("outbox-settler", this::settleSome);
  }

  @Override
  public void stop() {
    BackgroundLoop sender = sending;
    BackgroundLoop settler = settling;
    sending = null;
    settling = null;
    if (sender != null) {
      sender.close();
    }
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ofSeconds(2));
    }
    if (settler != null) {
      settler.close();
    }
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public boolean isRunning() {
    return sending != null;
  }
}
