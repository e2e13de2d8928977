package nl.leergang.localrun.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.RunningProgram;
import nl.leergang.localrun.server.KafkaBroker;
import nl.leergang.localrun.server.MongoServer;
import nl.leergang.localrun.server.MongodBinary;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A real Kafka broker and a real MongoDB replica set for this JVM's tests, each started when first
 * asked for and only once.
 *
 * <p>Which: the ones that {@code KAFKA_BROKERS} and {@code MONGODB_URI} name; else containers,
 * where a Docker engine with the images is there; else processes of this machine, as {@code
 * ./leergang up} starts them. {@code LEERGANG_TEST_SERVERS=docker} or {@code =processes} insists on
 * one of the two. A line on standard output says what is used. They end with this JVM, also when it
 * is killed.
 *
 * <p>The servers are shared by all tests of the JVM: take a database name and ids of your own.
 */
public final class RealServers {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
  private static final String MONGO_IMAGE = "mongo:8.0";
  private static final RealServers SHARED = new RealServers();
  private static final PrintStream CONSOLE =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private @Nullable String kafka;
  private @Nullable String mongodb;
  private @Nullable Boolean docker;
  private @Nullable Path folder;

  private RealServers() {}

  public static RealServers get() {
    return SHARED;
  }

  /** For {@code bootstrap.servers}. */
  public synchronized String kafkaBrokers() {
    if (kafka == null) {
      kafka = environment("KAFKA_BROKERS").orElseGet(this::startKafka);
    }
    return kafka;
  }

  /** Connection string of the replica set, without a database name. */
  public synchronized String mongodbUri() {
    if (mongodb == null) {
      mongodb = environment("MONGODB_URI").orElseGet(this::startMongodb);
    }
    return mongodb;
  }

  /**
   * A broker of the caller's own, which may be killed and started again. Always a process of this
   * machine. It is not started yet.
   */
  public PrivateBroker privateBroker() {
    int port = FreePorts.one();
    Path home = folder().resolve("private-kafka-" + port);
    return new PrivateBroker(
        new KafkaBroker(
            home, home.resolveSibling(home.getFileName() + ".log"), port, Duration.ZERO));
  }

  private String startKafka() {
    if (docker()) {
      say("Kafka in a container of " + KAFKA_IMAGE);
      KafkaContainer container = new KafkaContainer(KAFKA_IMAGE);
      container.start();
      return container.getBootstrapServers();
    }
    KafkaBroker broker =
        new KafkaBroker(
            folder().resolve("kafka"),
            folder().resolve("kafka.log"),
            FreePorts.one(),
            Duration.ZERO);
    start("Kafka", broker);
    say("Kafka as a process of this machine, at " + broker.address());
    return broker.address();
  }

  private String startMongodb() {
    if (docker()) {
      say("MongoDB in a container of " + MONGO_IMAGE);
      MongoDBContainer container = new MongoDBContainer(MONGO_IMAGE).withReplicaSet();
      container.start();
      return container.getConnectionString();
    }
    MongoServer server =
        new MongoServer(
            new MongodBinary(System.getenv(), RealServers::say),
            folder().resolve("mongodb"),
            folder().resolve("mongodb.log"),
            FreePorts.one(),
            Duration.ZERO);
    start("MongoDB", server);
    say("MongoDB as a process of this machine, at " + server.uri());
    return server.uri();
  }

  private static void start(String name, Program program) {
    try {
      RunningProgram running = RunningProgram.start(program, START_TIMEOUT);
      Runtime.getRuntime().addShutdownHook(new Thread(running::kill));
    } catch (IOException e) {
      throw new IllegalStateException(name + " for the tests did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean docker() {
    if (docker == null) {
      docker =
          switch (environment("LEERGANG_TEST_SERVERS").orElse("")) {
            case "docker" -> true;
            case "processes" -> false;
            default ->
                DockerEngine.reachable()
                    .map(engine -> engine.has(KAFKA_IMAGE) && engine.has(MONGO_IMAGE))
                    .orElse(false);
          };
    }
    return docker;
  }

  /** Below the module's target folder, so that `mvn clean` clears what a killed JVM left. */
  private synchronized Path folder() {
    if (folder == null) {
      try {
        Path target = Path.of("target");
        folder =
            Files.isDirectory(target)
                ? Files.createTempDirectory(
                    Files.createDirectories(target.resolve("real-servers")).toAbsolutePath(), "")
                : Files.createTempDirectory("leergang-real-servers-");
        Path made = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(made)));
      } catch (IOException e) {
        throw new IllegalStateException("No folder for the test servers' data", e);
      }
    }
    return folder;
  }

  private static void deleteQuietly(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A server that is just ending may still write; `mvn clean` takes the rest.
      return;
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(Map.copyOf(System.getenv()).get(name))
        .filter(value -> !value.isBlank());
  }

  static void say(String what) {
    // Maven keeps a test's output in a file; this line is for whoever looks at the build.
    CONSOLE.println("Real servers: " + what);
  }

  /** A broker that belongs to one test. Its address stays the same over restarts. */
  public static final class PrivateBroker implements AutoCloseable {

    private final KafkaBroker broker;
    private @Nullable RunningProgram running;

    private PrivateBroker(KafkaBroker broker) {
      this.broker = broker;
    }

    /** For {@code bootstrap.servers}; known before the start. */
    public String address() {
      return broker.address();
    }

    /** Starts it and waits until it serves. */
    public void start() {
      try {
        running = RunningProgram.start(broker, START_TIMEOUT);
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** SIGKILL. Its data stays for the next start. */
    public void kill() {
      if (running != null) {
        running.kill();
      }
    }

    /** Kills it if it runs, starts it on its old data and waits until it serves. */
    public void restart() {
      kill();
      start();
    }

    @Override
    public void close() {
      kill();
    }
  }
}
