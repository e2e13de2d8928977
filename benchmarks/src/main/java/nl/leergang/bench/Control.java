package nl.leergang.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.Jvm;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.RunningProgram;
import nl.leergang.localrun.server.MongoServer;
import nl.leergang.localrun.server.MongodBinary;

/**
 * The barest application that does one acknowledged insert of what was entered, with a database of
 * its own that is set up like the product's.
 */
final class Control implements Side {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(5);

  private final RunningProgram database;
  private final RunningProgram application;
  private final MongoClient client;
  private final URI address;

  private Control(
      RunningProgram database, RunningProgram application, MongoClient client, URI address) {
    this.database = database;
    this.application = application;
    this.client = client;
    this.address = address;
  }

  static Control start(Path checkout, Path folder) throws IOException, InterruptedException {
    MongoServer mongo =
        new MongoServer(
            new MongodBinary(System.getenv(), System.err::println),
            folder.resolve("mongodb"),
            folder.resolve("mongodb.log"),
            FreePorts.one(),
            ORPHAN_GRACE);
    int port = FreePorts.one();
    RunningProgram database = RunningProgram.start(mongo, START_TIMEOUT);
    try {
      Program program =
          new Application(
              checkout.resolve("benchmarks/control/target/control.jar"),
              port,
              mongo.uri(),
              folder.resolve("control.log"));
      return new Control(
          database,
          RunningProgram.start(program, START_TIMEOUT),
          MongoClients.create(mongo.uri()),
          URI.create("http://127.0.0.1:" + port));
    } catch (IOException | InterruptedException e) {
      database.stop();
      throw e;
    }
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Processes processes() {
    Map<String, LongSupplier> pids = new LinkedHashMap<>();
    pids.put("control", () -> application.process().pid());
    pids.put("mongodb", () -> database.process().pid());
    return new Processes(pids);
  }

  @Override
  public long stored() {
    return client.getDatabase("control").getCollection("registrations").countDocuments();
  }

  @Override
  public void settle() {
    // Nothing follows from an insert.
  }

  @Override
  public void close() {
    client.close();
    application.stop();
    database.stop();
  }

  /** Started as the launcher starts the product's applications. */
  private record Application(Path jar, int port, String mongodbUri, Path log) implements Program {

    @Override
    public String name() {
      return "control";
    }

    @Override
    public Launch prepare() {
      List<String> command = new ArrayList<>(List.of(Launch.JAVA, "-Xmx256m", "-XX:+UseSerialGC"));
      command.addAll(Jvm.LARGE_PAGES);
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
      return new Launch(
          name(),
          command,
          Map.of("CONTROL_PORT", Integer.toString(port), "MONGODB_URI", mongodbUri),
          log,
          ORPHAN_GRACE);
    }

    @Override
    public boolean ready() {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
