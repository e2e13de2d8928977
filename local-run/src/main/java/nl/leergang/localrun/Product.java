package nl.leergang.localrun;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.GuardedProcess;
import nl.leergang.localrun.process.RunningProgram;
import org.jspecify.annotations.Nullable;

/**
 * The whole product for a test, with the same topology as {@code ./leergang up}: broker, database,
 * mail catcher and the four applications as child processes, all on free ports. Nothing that ends
 * is started again by itself; the test decides.
 *
 * <pre>{@code
 * try (Product product = Product.start(Path.of("target/product"), Map.of())) {
 *   get(product.site().resolve("/v1/programmes"));
 *   product.part(Service.REGISTRATION).kill();
 *   product.part(Service.REGISTRATION).restart();
 *   Product.Instance second = product.startSecond(Service.REGISTRATION);
 *   product.broker().kill();
 * }
 * }</pre>
 *
 * <p>The jars must have been built. All children end with this JVM, however it ends. Where {@code
 * KAFKA_BROKERS}, {@code MONGODB_URI} or {@code SMTP_HOST} is among the given variables (the
 * process environment is not looked at for these) that server is used instead of one being started.
 */
public final class Product implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  // A JVM that records is slower, and makes its cache when it ends; nobody waits for an answer.
  private static final Duration RECORDING_TIMEOUT = Duration.ofMinutes(20);

  private final Settings settings;
  private final Topology topology;
  private final String adminPassword;
  private final boolean recording;
  private final Map<String, Instance> instances = new LinkedHashMap<>();

  private Product(Settings settings, Topology topology, String adminPassword, boolean recording) {
    this.settings = settings;
    this.topology = topology;
    this.adminPassword = adminPassword;
    this.recording = recording;
  }

  /**
   * Starts everything and waits until all of it is ready.
   *
   * @param dataFolder kept when the product is closed; a later start on it finds its data
   * @param variables environment variables beside those of this JVM, stronger than the free ports
   *     and the generated staff password
   */
  public static Product start(Path dataFolder, Map<String, String> variables)
      throws IOException, InterruptedException {
    return start(checkout(), dataFolder, variables, null);
  }

  /**
   * The same, and what is learnt of starting it is kept when it is closed.
   *
   * @param caches the folder for it, with the unpacked jars
   */
  static Product recording(
      Path checkout, Path dataFolder, Map<String, String> variables, Path caches)
      throws IOException, InterruptedException {
    return start(checkout, dataFolder, variables, caches);
  }

  private static Product start(
      Path checkout, Path dataFolder, Map<String, String> variables, @Nullable Path caches)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    List.of("KAFKA_BROKERS", "MONGODB_URI", "SMTP_HOST", "SMTP_PORT", "LEERGANG_PUBLIC_URL")
        .forEach(environment::remove);
    environment.putAll(freePorts());
    environment.put("LEERGANG_ADMIN_PASSWORD", "test-" + UUID.randomUUID());
    environment.put("LEERGANG_DATA_DIR", dataFolder.toAbsolutePath().toString());
    environment.putAll(variables);
    Settings settings = new Settings(environment, checkout);
    DataFolder data = new DataFolder(settings.dataFolder());
    Topology topology =
        new Topology(
            settings,
            data,
            Secrets.of(settings, data).variables(),
            System.err::println,
            caches == null ? FastStart.of(settings) : FastStart.recording(caches));
    Product product =
        new Product(
            settings,
            topology,
            settings.text("LEERGANG_ADMIN_PASSWORD").orElseThrow(),
            caches != null);
    try {
      product.startAll(topology.parts());
      return product;
    } catch (SetupException e) {
      product.kill();
      throw new IOException(e.getMessage(), e);
    } catch (IOException | InterruptedException e) {
      product.kill();
      throw e;
    }
  }

  /** The variables that choose a port, each with one that is free. */
  public static Map<String, String> freePorts() {
    Map<String, String> variables = new HashMap<>();
    Deque<Integer> free = new ArrayDeque<>(FreePorts.some(4 + 2 * Service.values().length));
    for (String server : List.of("KAFKA", "MONGODB", "SMTP", "INBOX")) {
      variables.put("LEERGANG_" + server + "_PORT", Integer.toString(free.pop()));
    }
    for (Service service : Service.values()) {
      variables.put(service.portVariable(), Integer.toString(free.pop()));
      variables.put(service.managementPortVariable(), Integer.toString(free.pop()));
    }
    return variables;
  }

  /** The folder above this one that holds the launcher. */
  private static Path checkout() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("leergang")) && Files.isDirectory(at.resolve("portal"))) {
        return at;
      }
    }
    throw new IOException("Not inside a checkout of the product: " + Path.of("").toAbsolutePath());
  }

  private void startAll(List<Part> parts) throws IOException, InterruptedException {
    startTogether(parts.stream().filter(part -> part.after().isEmpty()).toList());
    startTogether(parts.stream().filter(part -> !part.after().isEmpty()).toList());
  }

  private void startTogether(List<Part> parts) throws IOException, InterruptedException {
    Duration timeout = recording ? RECORDING_TIMEOUT : START_TIMEOUT;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Instance>> starting = new ArrayList<>();
      for (Part part : parts) {
        starting.add(threads.submit(() -> Instance.start(part, timeout)));
      }
      // All of them are waited for, so that close() also knows those beside one that failed.
      IOException failure = null;
      for (Future<Instance> future : starting) {
        try {
          Instance instance = future.get();
          instances.put(instance.name(), instance);
        } catch (ExecutionException e) {
          failure = new IOException(String.valueOf(e.getMessage()), e);
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Where the site and the public API are. */
  public URI site() {
    return part(Service.PORTAL).url();
  }

  /** Where the mail catcher's inbox and its API are. */
  public URI inbox() {
    return orFail(() -> URI.create("http://127.0.0.1:" + settings.inboxPort()));
  }

  /** Where a service reports health and metrics, without {@code /actuator}. */
  public URI management(Service service) {
    return orFail(() -> URI.create("http://127.0.0.1:" + settings.managementPort(service)));
  }

  /** Password of the staff account {@code admin}. */
  public String adminPassword() {
    return adminPassword;
  }

  public String kafkaBrokers() {
    return orFail(topology::kafkaBrokers);
  }

  public String mongodbUri() {
    return orFail(topology::mongodbUri);
  }

  /** Host and port at which mail is taken. */
  public String smtp() {
    return orFail(() -> "127.0.0.1:" + settings.smtpPort());
  }

  /** The first instance of a service. */
  public Instance part(Service service) {
    return part(service.shortName());
  }

  /** The broker, where the product started it. */
  public Instance broker() {
    return part("kafka");
  }

  /** The database, where the product started it. */
  public Instance database() {
    return part("mongodb");
  }

  /** The mail catcher, where the product started it. */
  public Instance mailCatcher() {
    return part("mail");
  }

  private Instance part(String name) {
    Instance instance = instances.get(name);
    if (instance == null) {
      throw new IllegalStateException(name + " was not started by this product");
    }
    return instance;
  }

  /** One more instance of a service on ports of its own, beside the first. */
  public Instance startSecond(Service service) throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.some(2);
    String name = service.shortName() + "-" + ports.getFirst();
    Part part = orFail(() -> topology.service(service, name, ports.getFirst(), ports.getLast()));
    Instance instance = Instance.start(part, START_TIMEOUT);
    instances.put(name, instance);
    return instance;
  }

  /** Ends everything at once; nothing is kept of a recorded run. */
  void kill() {
    instances.values().forEach(Instance::kill);
  }

  /** Stops everything, the ones that others need last. The data stays. */
  @Override
  public void close() {
    Duration grace = recording ? RECORDING_TIMEOUT : RunningProgram.STOP_GRACE;
    Map<Integer, List<Instance>> groups = new TreeMap<>();
    for (Instance instance : instances.values()) {
      groups.computeIfAbsent(instance.part.stopOrder(), order -> new ArrayList<>()).add(instance);
    }
    for (List<Instance> together : groups.values()) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        together.forEach(instance -> threads.submit(() -> instance.running.stop(grace)));
      }
    }
  }

  private static <T> T orFail(Setting<T> setting) {
    try {
      return setting.get();
    } catch (SetupException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private interface Setting<T> {
    T get() throws SetupException;
  }

  /** One running program of the product. */
  public static final class Instance {

    private final Part part;
    private final RunningProgram running;

    private Instance(Part part, RunningProgram running) {
      this.part = part;
      this.running = running;
    }

    private static Instance start(Part part, Duration timeout)
        throws IOException, InterruptedException {
      return new Instance(part, RunningProgram.start(part.program(), timeout));
    }

    public String name() {
      return part.name();
    }

    /** Its first port on the loopback address, as http URL. */
    public URI url() {
      return URI.create("http://127.0.0.1:" + part.ports().getFirst().number());
    }

    /** Where this instance of a service reports health and metrics, without {@code /actuator}. */
    public URI management() {
      return URI.create("http://127.0.0.1:" + part.ports().getLast().number());
    }

    /** The file with its output. */
    public Path log() {
      return running.process().log();
    }

    /** To pause, resume or look at the process itself. */
    public GuardedProcess process() {
      return running.process();
    }

    /** SIGKILL. */
    public void kill() {
      running.kill();
    }

    /** SIGTERM, and SIGKILL after ten seconds. */
    public void stop() {
      running.stop();
    }

    /** Starts it on its old data and ports and waits until it is ready; kills what still runs. */
    public void restart() throws IOException, InterruptedException {
      running.restart();
    }

    /** Starts it without waiting. */
    public void restartWithoutWaiting() throws IOException, InterruptedException {
      running.restartWithoutWaiting();
    }

    /** Waits until it is ready. */
    public void awaitReady() throws IOException, InterruptedException {
      running.awaitReady();
    }
  }
}
