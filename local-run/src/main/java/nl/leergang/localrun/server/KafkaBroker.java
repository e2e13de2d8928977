package nl.leergang.localrun.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.StartCache;
import org.jspecify.annotations.Nullable;

/**
 * A single Kafka broker in KRaft mode that keeps its data: broker and controller in one process, on
 * the loopback address.
 */
public final class KafkaBroker implements Program {

  private final Path folder;
  private final Path log;
  private final int port;
  private final Duration orphanGrace;
  private final @Nullable StartCache cache;

  /**
   * @param folder holds settings and data, also between two starts
   * @param orphanGrace see {@link Launch#orphanGrace()}
   */
  public KafkaBroker(Path folder, Path log, int port, Duration orphanGrace) {
    this(folder, log, port, orphanGrace, null);
  }

  /**
   * @param folder holds settings and data, also between two starts
   * @param orphanGrace see {@link Launch#orphanGrace()}
   * @param cache what it starts faster with
   */
  public KafkaBroker(
      Path folder, Path log, int port, Duration orphanGrace, @Nullable StartCache cache) {
    this.folder = folder.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.orphanGrace = orphanGrace;
    this.cache = cache;
  }

  @Override
  public String name() {
    return "kafka";
  }

  /** For {@code bootstrap.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String classpath = KafkaClasspath.find();
    Path settings = folder.resolve("server.properties");
    Files.writeString(settings, settings());
    if (!Files.exists(data().resolve("meta.properties"))) {
      format(classpath, settings);
    }
    return new Launch(
        name(),
        java(
            classpath,
            cache == null ? List.of() : cache.options(),
            "-Xmx256m",
            "kafka.Kafka",
            settings.toString()),
        Map.of(),
        log,
        orphanGrace);
  }

  @Override
  public boolean ready() {
    return KafkaProbe.serves(port);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String settings() {
    // The quorum is this one process, so the controller's port may differ at each start.
    int controllerPort = FreePorts.one();
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    num.partitions=3
    auto.create.topics.enable=true
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=8
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=8
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    group.initial.rebalance.delay.ms=0
    # A restart after a kill waits until the old registration has expired.
    broker.session.timeout.ms=2000
    broker.heartbeat.interval.ms=500
    # Event topics are kept without limit, so that a projection can be rebuilt from nothing.
    log.retention.ms=-1
    log.segment.bytes=67108864
    log.cleaner.dedupe.buffer.size=16777216
    """
        .formatted(port, controllerPort, data().toString().replace("\\", "\\\\"));
  }

  private void format(String classpath, Path settings) throws IOException, InterruptedException {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    String clusterId = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    Path output = folder.resolve("format.log");
    // A cluster id may not start with a dash on a command line.
    Process format =
        new ProcessBuilder(
                java(
                    classpath,
                    List.of(),
                    "-Xmx128m",
                    "kafka.tools.StorageTool",
                    "format",
                    "--cluster-id=" + clusterId,
                    "--config=" + settings,
                    "--ignore-formatted"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IOException("Kafka could not set up its storage:\n" + Files.readString(output));
    }
  }

  private static List<String> java(
      String classpath, List<String> more, String heap, String main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Launch.JAVA);
    command.addAll(
        List.of(
            heap,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
            "-Dlog4j2.statusLoggerLevel=OFF"));
    command.addAll(more);
    command.addAll(List.of("-cp", classpath, main));
    command.addAll(List.of(args));
    return command;
  }
}
