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
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * rig's own. Several scenarios may follow one another on it; each is compared on all that has
 * happened since the start.
 */
final class Rig implements AutoCloseable {

  /**
   * Twice the connections of notification-service to the mail server: so many mails can be there
   * without its having noted it.
   */
  private static final int SENDS_AT_ONCE = 32;

  /** The product's own figures are up to so much behind. */
  private static final Duration FIGURES = Duration.ofSeconds(60);

  private static final byte[] TOKEN_KEY =
      "Sleutel van de storingsproef, meer dan 32 bytes".getBytes(StandardCharsets.UTF_8);

  private final Setup setup;
  private final Product product;
  private final MailSink mails;
  private final SmallDisk disk;
  private final Ledger ledger;
  private final Collector collector;
  private final Unfinished unfinished;
  private final Editions people;
  private final Map<Victim, Supervised> firsts = new EnumMap<>(Victim.class);
  private final List<Supervised> processes = new CopyOnWriteArrayList<>();
  private final Map<Service, Supervised> seconds = new EnumMap<>(Service.class);
  private final Supervisor supervisor;
  private final List<Happened> journal = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> tally = new ConcurrentHashMap<>();
  private final Map<String, Object> measured = new ConcurrentHashMap<>();
  private final AtomicInteger scarce = new AtomicInteger();
  private int hiddenByOthers;
  private Findings before = new Findings();
  private Findings findings = new Findings();
  private Editions used;

  /** Something that the rig did or saw. */
  record Happened(Instant at, String what) {}

  private Rig(Setup setup, Product product, MailSink mails, SmallDisk disk)
      throws IOException, InterruptedException {
    this.setup = setup;
    this.product = product;
    this.mails = mails;
    this.disk = disk;
    this.ledger =
        new Ledger(setup.seed(), Files.newBufferedWriter(setup.folder().resolve("answers.jsonl")));
    this.collector = new Collector(product.mongodbUri(), product.kafkaBrokers());
    this.unfinished = new Unfinished(collector, product.kafkaBrokers());
    for (Victim victim : Victim.values()) {
      Supervised process =
          new Supervised(
              victim.name().toLowerCase(Locale.ROOT),
              victim.in(product),
              victim.mayLeaveMailUncertain(),
              this::note);
      firsts.put(victim, process);
      processes.add(process);
    }
    this.supervisor = new Supervisor(processes);
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
    // What dies every minute is not worth the thorough compiler's time.
    variables.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    if (!setup.javaOptions().isEmpty()) {
      variables.put("LEERGANG_JAVA_OPTIONS", String.join(" ", setup.javaOptions()));
    }
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

  /** A scenario begins: what was found and done before is known. */
  void begin() {
    before = before.and(findings);
    findings = new Findings();
    journal.clear();
    tally.clear();
    measured.clear();
    mails.behave((_, _) -> Reaction.TAKE);
  }

  Setup setup() {
    return setup;
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

  /** Every service does what is armed, until it is started again. */
  void hookServices() throws IOException, InterruptedException {
    for (Victim victim : Victim.SERVICES) {
      Supervised service = process(victim);
      service.awaitReady();
      service.hook(armed());
    }
  }

  Optional<Path> smallDisk() {
    return Optional.ofNullable(disk).map(SmallDisk::folder);
  }

  /** An edition with few seats that nobody has asked for yet, as long as there are some. */
  String nextScarce() throws InterruptedException {
    List<String> ids = editions(RigCatalogue.LAST_SEATS).ids();
    return ids.get(scarce.getAndIncrement() % ids.size());
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
    return firsts.get(victim);
  }

  /** The first and the second instances. */
  List<Supervised> processes() {
    return List.copyOf(processes);
  }

  Findings findings() {
    return findings;
  }

  List<Happened> journal() {
    return journal;
  }

  /** How often each kind of fault was made. */
  Map<String, Integer> tally() {
    return new TreeMap<>(tally);
  }

  /** What a scenario measured besides. */
  Map<String, Object> measured() {
    return new TreeMap<>(measured);
  }

  void measured(String what, Object value) {
    measured.put(what, value);
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

  /** Most come to the portal; one in four is a script that knows a service's own port. */
  Doors doors() {
    List<Api> all = new ArrayList<>();
    for (Supervised process : processes) {
      if (process.name().startsWith("portal")) {
        all.addAll(Collections.nCopies(3, new Api(process.instance().url())));
      } else if (process.name().startsWith("registration")) {
        all.add(new Api(process.instance().url()));
      }
    }
    return new Doors(List.copyOf(all));
  }

  Load people(Plan plan) {
    return new Load(ledger, doors(), people, plan.seed(), plan.perSecond());
  }

  /** One more instance beside the first; the one that is there already, if there is one. */
  Supervised second(Service service) throws IOException, InterruptedException {
    Supervised second = seconds.get(service);
    if (second == null) {
      second =
          new Supervised(
              service.shortName() + "-2",
              product.startSecond(service),
              service == Service.NOTIFICATION,
              this::note);
      seconds.put(service, second);
      processes.add(second);
      note("started " + second.name(), "");
    }
    return second;
  }

  boolean hasSecond(Service service) {
    return seconds.containsKey(service);
  }

  void stopSecond(Service service) throws IOException, InterruptedException {
    Supervised second = seconds.remove(service);
    second.awaitReady();
    processes.remove(second);
    hiddenByOthers += second.faultsThatHideMail();
    second.instance().stop();
    note("stopped " + second.name(), "");
  }

  void stopSeconds() throws IOException, InterruptedException {
    for (Service service : List.copyOf(seconds.keySet())) {
      stopSecond(service);
    }
  }

  void note(String kind, String what) {
    tally.merge(kind, 1, Integer::sum);
    journal.add(new Happened(Instant.now(), (kind + " " + what).strip()));
  }

  /** Waits until no work is left anywhere, then compares all that can be known. */
  Evidence settleAndCompare() throws Exception {
    for (Supervised process : processes) {
      process.awaitReady();
      if (process.endedByItself() > 0) {
        findings.add(Kind.ENDED, process.name() + "; its log is " + process.log());
      }
    }
    long from = System.nanoTime();
    Map<String, Object> open = awaitDone(setup.patience());
    measured("secondsToSettle", Duration.ofNanos(System.nanoTime() - from).toSeconds());
    if (!open.isEmpty()) {
      findings.add(Kind.NOT_SETTLED, open.toString());
    }
    return compare();
  }

  /** What is still not done when patience has ended; empty when no work is left anywhere. */
  Map<String, Object> awaitDone(Duration patience) throws Exception {
    return new Settling(unfinished::look, patience).await();
  }

  /** Compares all that can be known now. */
  Evidence compare() throws IOException {
    Evidence evidence = collector.collect(ledger, used, mails, portal(), duplicatesAllowed());
    findings.addAll(Check.all(evidence));
    findings = findings.without(before);
    return evidence;
  }

  /** Whether whoever watches the product's own figures would see that all is done. */
  void compareOwnFigures() throws Exception {
    List<Api> all = new ArrayList<>();
    Arrays.stream(Service.values())
        .filter(service -> service != Service.PORTAL)
        .forEach(service -> all.add(new Api(product.management(service))));
    Map<String, Object> open = new Settling(new OwnFigures(all)::look, FIGURES).await();
    if (!open.isEmpty()) {
      findings.add(Kind.NOT_SETTLED, "by the product's own figures: " + open);
    }
  }

  private long duplicatesAllowed() {
    int faults = hiddenByOthers + processes.stream().mapToInt(Supervised::faultsThatHideMail).sum();
    return (long) faults * SENDS_AT_ONCE + mails.keptWithoutReply();
  }

  /** How it stands, for whoever waits. */
  Map<String, Object> progress() {
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("at", Instant.now().toString());
    progress.put("faults", tally());
    progress.put("people", ledger.size());
    progress.put("accepted", ledger.accepted());
    progress.put("answers", ledger.answers());
    progress.put("mails", mails.count());
    progress.put("now", processes.stream().flatMap(process -> process.trouble().stream()).toList());
    return progress;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    supervisor.close();
    unfinished.close();
    collector.close();
    product.close();
    mails.close();
    ledger.close();
    if (disk != null) {
      disk.close();
    }
  }
}
