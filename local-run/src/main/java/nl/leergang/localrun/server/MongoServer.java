package nl.leergang.localrun.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
            "0.25",
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
    if (!portIsOpen()) {
      return false;
    }
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(
                new ConnectionString("mongodb://127.0.0.1:" + port + "/?directConnection=true"))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(1, TimeUnit.SECONDS))
            .applyToSocketSettings(
                s -> s.connectTimeout(1, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS))
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      MongoDatabase admin = client.getDatabase("admin");
      if (isWritable(admin)) {
        return true;
      }
      joinReplicaSet(admin);
      return isWritable(admin);
    } catch (MongoException e) {
      return false;
    }
  }

  private static boolean isWritable(MongoDatabase admin) {
    return admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false);
  }

  private void joinReplicaSet(MongoDatabase admin) {
    try {
      admin.runCommand(new Document("replSetGetStatus", 1));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() == NOT_YET_INITIALIZED) {
        Document member = new Document("_id", 0).append("host", "127.0.0.1:" + port);
        admin.runCommand(
            new Document(
                "replSetInitiate", new Document("_id", "rs0").append("members", List.of(member))));
      } else if (e.getErrorCode() == NOT_IN_REPLICA_SET) {
        moveToThisPort(admin);
      }
    }
  }

  /** The set's configuration names the port of the last start; this node no longer finds itself. */
  private void moveToThisPort(MongoDatabase admin) {
    Document config =
        admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
    config.put("version", config.getInteger("version", 0) + 1);
    config.getList("members", Document.class).getFirst().put("host", "127.0.0.1:" + port);
    admin.runCommand(new Document("replSetReconfig", config).append("force", true));
  }

  private boolean portIsOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
