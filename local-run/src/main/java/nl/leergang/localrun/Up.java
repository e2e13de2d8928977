package nl.leergang.localrun;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code up}: starts the product and stays with it until it is told to stop. */
final class Up {

  static final String LAUNCHER = "launcher";

  private final Settings settings;
  private final DataFolder data;
  private final Screen screen;
  private final boolean justBuilt;

  /**
   * @param justBuilt someone has waited for the build, and waits for what makes starts fast, too
   */
  Up(Settings settings, DataFolder data, Screen screen, boolean justBuilt) {
    this.settings = settings;
    this.data = data;
    this.screen = screen;
    this.justBuilt = justBuilt;
  }

  int run() throws SetupException, IOException, InterruptedException {
    Optional<FileChannel> lock = data.lock();
    if (lock.isEmpty()) {
      throw new SetupException(
          "Leergang already runs on %s. See it with ./leergang status, stop it with ./leergang down, or choose another folder with LEERGANG_DATA_DIR (and other ports)."
              .formatted(data.root()));
    }
    try (FileChannel held = lock.get()) {
      return runLocked();
    }
  }

  private int runLocked() throws SetupException, IOException, InterruptedException {
    // First of all: whoever gives up the wait for what follows finds us with ./leergang down.
    new RunRecord(
            LAUNCHER, List.of(ProcessIdentity.of(ProcessHandle.current())), "", "", Instant.now())
        .write(data.run());
    new Leftovers(data.run(), screen).stop();
    Secrets secrets = Secrets.of(settings, data);
    checkPorts(topology(secrets).parts());
    new Training(settings, screen).runIfNeeded(justBuilt);

    Instant startedAt = Instant.now();
    Topology topology = topology(secrets);
    List<Part> parts = topology.parts();
    screen.say("Leergang starts; its data is in " + data.root());
    // Whatever happens next: once the portal has stored its hash, nobody can be shown it again.
    secrets.newPassword().ifPresent(this::showNew);
    Supervisor supervisor = new Supervisor(parts, data.run(), screen);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop = new Thread(() -> stop(supervisor, stopped), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    supervisor.start();
    try {
      supervisor.awaitReady();
    } catch (SetupException e) {
      if (stop.isAlive()) {
        stopped.await(); // Ctrl-C while it was starting
        return 130;
      }
      screen.say("");
      screen.say("Leergang could not be started: " + e.getMessage());
      return 1; // the shutdown hook stops what runs
    }
    announce(topology, secrets, Duration.between(startedAt, Instant.now()));
    stopped.await();
    return 0;
  }

  private Topology topology(Secrets secrets) throws IOException {
    return new Topology(
        settings,
        data,
        secrets.variables(),
        line -> screen.progress("mongodb", line),
        FastStart.of(settings));
  }

  private void stop(Supervisor supervisor, CountDownLatch stopped) {
    screen.say("");
    screen.say("Leergang stops");
    supervisor.stop();
    try {
      RunRecord.remove(data.run(), LAUNCHER);
    } catch (IOException e) {
      screen.say("The record of this run stays behind: " + e.getMessage());
    }
    screen.say("Leergang has stopped; its data stays in " + data.root());
    stopped.countDown();
  }

  private static void checkPorts(List<Part> parts) throws SetupException {
    StringBuilder taken = new StringBuilder();
    for (Part part : parts) {
      for (Part.Port port : part.ports()) {
        if (PortOwner.isTaken(port.number())) {
          taken.append(
              "%nPort %d (%s) is taken%s. Stop that, or choose another port: %s=%d ./leergang up"
                  .formatted(
                      port.number(),
                      part.name(),
                      PortOwner.of(port.number()).map(owner -> " by " + owner).orElse(""),
                      port.variable(),
                      port.number() + 10_000 > 65_535
                          ? port.number() - 10_000
                          : port.number() + 10_000));
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new SetupException("Leergang cannot start." + taken);
    }
  }

  private void announce(Topology topology, Secrets secrets, Duration took) throws SetupException {
    String site = settings.publicUrl();
    screen.say("");
    screen.say("Leergang is up after " + Screen.seconds(took));
    screen.say("");
    screen.progress("Site", site + "/");
    screen.progress("Staff", site + "/staff");
    if (settings.externalSmtp().isEmpty()) {
      screen.progress("Inbox", "http://localhost:" + settings.inboxPort() + "/");
    } else {
      screen.progress("Mail", "goes to " + settings.externalSmtp().get() + " (SMTP_HOST)");
    }
    screen.progress("API", site + "/v1/openapi.json");
    for (Service service : Service.values()) {
      screen.progress(
          service.ordinal() == 0 ? "Metrics" : "",
          "http://localhost:%d/actuator/prometheus (%s)"
              .formatted(settings.managementPort(service), service.shortName()));
    }
    screen.progress("Kafka", topology.kafkaBrokers());
    if (settings.externalMongodb().isEmpty()) {
      screen.progress("MongoDB", topology.mongodbUri());
    } else {
      screen.progress("MongoDB", "the one of MONGODB_URI");
    }
    screen.say("");
    if (secrets.newPassword().isPresent()) {
      showNew(secrets.newPassword().get());
    } else if (settings.text("LEERGANG_ADMIN_PASSWORD").isPresent()) {
      screen.say("  Staff account: admin, password as in LEERGANG_ADMIN_PASSWORD");
    } else {
      screen.say(
          "  Staff account: admin, password as shown at the first start (a new one: LEERGANG_ADMIN_PASSWORD=… ./leergang up)");
    }
    screen.say("  Logs: ./leergang logs SERVICE. Stop with Ctrl-C or ./leergang down.");
    screen.say("");
  }

  private void showNew(String password) {
    screen.say(
        "  Staff account: admin, password %s (shown at this start only; only its hash is kept)"
            .formatted(password));
  }
}
