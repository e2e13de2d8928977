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
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.Jvm;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.StartCache;

/**
 * A single Kafka broker in KRaft mode that keeps its data: broker and controller in one process, on
 * the loopback address.
 */
public final class KafkaBroker implements Program {

  private final Path folder;
  private final Path log;
  private final int port;
  private final Duration orphanGrace;
  private final StartCache cache;

  /**
   * @param folder holds settings and data, also between two starts
   * @param orphanGrace see {@link Launch#orphanGrace()}
   */
  public KafkaBroker(Path folder, Path log, int port, Duration orphanGrace) {
    this(folder, log, port, orphanGrace, StartCache.NONE);
  }

  /**
   * @param folder holds settings and data, also between two starts
   * @param orphanGrace see {@link Launch#orphanGrace()}
   * @param cache what it starts faster with
   */
  public KafkaBroker(Path folder, Path log, int port, Duration orphanGrace, StartCache cache) {
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
  public Launch prepare() throws IOException {
    if (folder.toString().contains(",")) {
      // A list of folders to Kafka, the second of which it would make wherever it was started.
      throw new IOException(
          "Kafka keeps its data in no folder with a comma in its path: " + folder);
    }
    Files.createDirectories(folder);
    Path settings = folder.resolve("server.properties");
    Files.writeString(settings, settings());
    List<String> command = new ArrayList<>();
    command.add(Launch.JAVA);
    command.addAll(Jvm.options(256, 24));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
            "-Dlog4j2.statusLoggerLevel=OFF"));
    command.addAll(cache.options());
    command.addAll(List.of("-cp", KafkaClasspath.find(), BrokerMain.class.getName()));
    command.add(settings.toString());
    if (!Files.exists(data().resolve("meta.properties"))) {
      command.add(newClusterId());
    }
    return new Launch(name(), command, Map.of(), log, orphanGrace);
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

  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
