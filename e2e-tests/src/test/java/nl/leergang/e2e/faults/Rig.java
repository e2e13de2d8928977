package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.agent.Trigger;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.ServiceToken;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;

/**
 * The real product as child processes of this JVM, which is its supervisor: what is killed stays
 * down until the rig starts it again. Beside it the ledger of all answers and a mail server of the
 * rig's own.
 */
final class Rig implements AutoCloseable {

  /** Connections of notification-service to the mail server: so many sends can be under way. */
  private static final int SENDS_AT_ONCE = 16;

  /** After so long the reconciler has seen whatever a fault left behind. */
  private static final Duration UPKEEP = Duration.ofSeconds(80);

  private static final byte[] TOKEN_KEY =
      "Sleutel van de storingsproef, meer dan 32 bytes".getBytes(StandardCharsets.UTF_8);

  private final Setup setup;
  private final Product product;
  private final MailSink mails;
  private final SmallDisk disk;
  private final Ledger ledger;
  private final Collector collector;
  private final Editions people;
  private final Map<Victim, Supervised> processes = new EnumMap<>(Victim.class);
  private final List<Product.Instance> seconds = new CopyOnWriteArrayList<>();
  private final List<Happened> journal = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> tally = new ConcurrentHashMap<>();
  private final Findings findings = new Findings();
  private volatile Instant lastFault = Instant.now();
  private final AtomicInteger scarce = new AtomicInteger();
  private Editions used;

  /** Something that the rig did. */
  record Happened(Instant at, String what) {}

  private Rig(Setup setup, Product product, MailSink mails, SmallDisk disk)
      throws InterruptedException {
    this.setup = setup;
    this.product = product;
    this.mails = mails;
    this.disk = disk;
    this.ledger = new Ledger(setup.seed());
    this.collector = new Collector(product.mongodbUri(), product.kafkaBrokers());
    for (Victim victim : Victim.values()) {
      processes.put(victim, new Supervised(victim, victim.in(product)));
    }
    this.people =
        editions(RigCatalogue.ROOMY)
            .and(editions(RigCatalogue.INTAKE))
            .and(editions(RigCatalogue.TIGHT))
            .and(editions(RigCatalogue.UNLIMITED));
  }

  /** Starts everything on fresh data. */
  static Rig start(Setup setup) throws IOException, InterruptedException {
    Files.createDirectories(setup.armed());
    Path data = setup.folder().resolve("data");
    MailSink mails = new MailSink(setup.folder());
    SmallDisk disk = setup.smallDisk() ? SmallDisk.below(data) : null;
    Path catalogue = setup.folder().resolve("catalogue");
    RigCatalogue.writeTo(catalogue);
    Map<String, String> variables = new HashMap<>();
    variables.put("LEERGANG_CATALOGUE_DIR", catalogue.toString());
    variables.put("LEERGANG_MAIL_FROM", "leergang@example.org");
    variables.put("LEERGANG_OFFICE_EMAIL", "bureau@example.org");
    variables.put("LEERGANG_TOKEN_KEY", Base64.getEncoder().encodeToString(TOKEN_KEY));
    variables.put("SMTP_HOST", "127.0.0.1");
    variables.put("SMTP_PORT", Integer.toString(mails.port()));
    // A service takes this one, too, for the port of its mail server.
    variables.put("LEERGANG_SMTP_PORT", Integer.toString(mails.port()));
    variables.put("LEERGANG_JAVA_OPTIONS", String.join(" ", setup.javaOptions()));
    try {
      Product product = Product.start(data, variables);
      Runtime.getRuntime().addShutdownHook(new Thread(product::close));
      return new Rig(setup, product, mails, disk);
    } catch (IOException | InterruptedException | RuntimeException e) {
      mails.close();
      if (disk != null) {
        disk.close();
      }
      throw e;
    }
  }

  Product product() {
    return product;
  }

  Api portal() {
    return new Api(product.site());
  }

  Api staff() {
    return portal().as("admin", product.adminPassword());
  }

  /** A service's own port, as staff who come from the portal. */
  Api staffOf(Service service) {
    String token = ServiceToken.of(TOKEN_KEY, List.of("staff"), 60);
    return new Api(product.part(service).url()).with("Authorization", "Bearer " + token);
  }

  Trigger armed() {
    return new Trigger(setup.armed());
  }

  Optional<Path> smallDisk() {
    return Optional.ofNullable(disk).map(SmallDisk::folder);
  }

  /** The number of an edition with few seats that nobody has asked for yet. */
  int nextScarce() {
    return scarce.getAndIncrement();
  }

  Ledger ledger() {
    return ledger;
  }

  MailSink mails() {
    return mails;
  }

  Collector stores() {
    return collector;
  }

  Supervised process(Victim victim) {
    return processes.get(victim);
  }

  Findings findings() {
    return findings;
  }

  List<Happened> journal() {
    return journal;
  }

  /** How often each kind of fault was made. */
  Map<String, Integer> tally() {
    return tally;
  }

  /** For people who register for something of everything. */
  Editions everyKind() {
    return people;
  }

  Editions editions(RigCatalogue programme) throws InterruptedException {
    Editions editions = programme.editions(portal());
    used = used == null ? editions : used.and(editions);
    return editions;
  }

  /** Most come to the portal; one in four is a script that knows the service's own port. */
  Doors doors() {
    Api service = new Api(product.part(Service.REGISTRATION).url());
    return new Doors(List.of(portal(), portal(), portal(), service));
  }

  Load people(Plan plan) {
    return new Load(ledger, doors(), people, plan.seed(), plan.perSecond());
  }

  Product.Instance startSecond(Service service) throws IOException, InterruptedException {
    Product.Instance second = product.startSecond(service);
    seconds.add(second);
    note("second " + service.shortName(), "started");
    return second;
  }

  void stopSecond(Product.Instance second) {
    seconds.remove(second);
    second.stop();
    note("second instance", "stopped");
  }

  void note(String kind, String what) {
    tally.merge(kind, 1, Integer::sum);
    lastFault = Instant.now();
    journal.add(new Happened(lastFault, kind + ": " + what));
  }

  /** Waits until the product says that all is done, then looks for itself. */
  Evidence settleAndCompare() throws IOException, InterruptedException {
    for (Supervised process : processes.values()) {
      process.awaitReady();
      if (process.endedByItself()) {
        findings.add(Kind.ENDED, process.name() + "; its log is " + process.log());
      }
    }
    Map<String, Double> open = new Settling(this::metrics).await();
    if (!open.isEmpty()) {
      findings.add(Kind.NOT_SETTLED, open.toString());
    }
    // The reconciler works off what is older than its patience, and no metric says what it has
    // not looked at yet.
    Duration left = Duration.between(Instant.now(), lastFault.plus(UPKEEP));
    if (left.isPositive()) {
      Thread.sleep(left);
      new Settling(this::metrics).await();
    }
    Evidence evidence = collector.collect(ledger, used, mails, portal(), duplicatesAllowed());
    findings.addAll(Check.all(evidence));
    return evidence;
  }

  private List<Api> metrics() {
    List<Api> all = new ArrayList<>();
    Arrays.stream(Service.values())
        .filter(service -> service != Service.PORTAL)
        .forEach(service -> all.add(new Api(product.management(service))));
    seconds.forEach(second -> all.add(new Api(second.management())));
    return all;
  }

  private long duplicatesAllowed() {
    int faults =
        processes.entrySet().stream()
            .filter(process -> process.getKey().mayLeaveMailUncertain())
            .mapToInt(process -> process.getValue().faults())
            .sum();
    return (long) faults * SENDS_AT_ONCE + mails.keptWithoutReply();
  }

  @Override
  public void close() throws IOException {
    collector.close();
    product.close();
    mails.close();
    if (disk != null) {
      disk.close();
    }
  }

  /** One process under the rig's supervision. */
  final class Supervised {

    private final Victim victim;
    private final Product.Instance instance;
    private int faults;
    private boolean killed;
    private boolean ended;

    Supervised(Victim victim, Product.Instance instance) {
      this.victim = victim;
      this.instance = instance;
    }

    String name() {
      return victim.name().toLowerCase();
    }

    Path log() {
      return instance.log();
    }

    /** SIGKILL, whatever it is doing, also while it starts. */
    synchronized void kill() {
      watch();
      killed = true;
      faults++;
      note("SIGKILL " + name(), "");
      instance.kill();
    }

    /** Does not wait until it is ready: that may be where the next fault hits it. */
    synchronized void start() throws IOException, InterruptedException {
      watch();
      if (!instance.process().isAlive()) {
        instance.restartWithoutWaiting();
      }
      killed = false;
    }

    synchronized void pause() throws IOException, InterruptedException {
      faults++;
      note("SIGSTOP " + name(), "");
      instance.process().pause();
    }

    synchronized void resume() throws IOException, InterruptedException {
      note("SIGCONT " + name(), "");
      instance.process().resume();
    }

    void awaitReady() throws IOException, InterruptedException {
      start();
      instance.awaitReady();
    }

    /** From now on until it is started again, its end is no surprise. */
    synchronized void mayEnd() {
      watch();
      killed = true;
      faults++;
    }

    /** Whether it has ended, within a minute. */
    boolean awaitEnd() {
      try {
        instance.process().onExit().get(60, TimeUnit.SECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    private void watch() {
      ended |= !killed && !instance.process().isAlive();
    }

    synchronized boolean endedByItself() {
      watch();
      return ended;
    }

    synchronized int faults() {
      return faults;
    }
  }
}
