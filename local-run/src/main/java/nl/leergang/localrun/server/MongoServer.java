package nl.leergang.localrun.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import org.bson.Document;

/** MongoDB's own server as a replica set of one node, on the loopback address, keeping its data. */
public final class MongoServer implements Program {

  private static final int NOT_YET_INITIALIZED = 94;
  private static final int NOT_IN_REPLICA_SET = 93;

  private final MongodBinary binary;
  private final Path folder;
  private final Path log;
  private final int port;
  private final Duration orphanGrace;

  /**
   * @param folder holds the data, also between two starts
   * @param orphanGrace see {@link Launch#orphanGrace()}
   */
  public MongoServer(MongodBinary binary, Path folder, Path log, int port, Duration orphanGrace) {
    this.binary = binary;
    this.folder = folder.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.orphanGrace = orphanGrace;
  }

  @Override
  public String name() {
    return "mongodb";
  }

  /** A connection string that waits for the primary. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port + "/?replicaSet=rs0";
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new Launch(
        name(),
        List.of(
            binary.find().toString(),
            "--replSet",
            "rs0",
            "--bind_ip",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dbpath",
            folder.toString(),
            "--wiredTigerCacheSizeGB",
            "0.5",
            "--nounixsocket",
            "--setParameter",
            "diagnosticDataCollectionEnabled=false"),
        Map.of(),
        log,
        orphanGrace);
  }

  /** Also makes the replica set at the first start, and after a change of port. */
  @Override
  public boolean ready() {
    try (MongoWire server = MongoWire.connect(port)) {
      if (isWritable(server)) {
        return true;
      }
      joinReplicaSet(server);
      return isWritable(server);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWritable(MongoWire server) throws IOException {
    return server.run(new Document("hello", 1)).getBoolean("isWritablePrimary", false);
  }

  private void joinReplicaSet(MongoWire server) throws IOException {
    switch (server.run(new Document("replSetGetStatus", 1)).getInteger("code", 0)) {
      case NOT_YET_INITIALIZED -> {
        Document member = new Document("_id", 0).append("host", "127.0.0.1:" + port);
        server.run(
            new Document(
                "replSetInitiate", new Document("_id", "rs0").append("members", List.of(member))));
      }
      case NOT_IN_REPLICA_SET -> moveToThisPort(server);
      default -> {
        // It is on its way.
      }
    }
  }

  /** The set's configuration names the port of the last start; this node no longer finds itself. */
  private void moveToThisPort(MongoWire server) throws IOException {
    Document config = server.run(new Document("replSetGetConfig", 1)).get("config", Document.class);
    config.put("version", config.getInteger("version", 0) + 1);
    config.getList("members", Document.class).getFirst().put("host", "127.0.0.1:" + port);
    server.run(new Document("replSetReconfig", config).append("force", true));
  }
}
