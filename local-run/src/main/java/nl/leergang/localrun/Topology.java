package nl.leergang.localrun;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nl.leergang.localrun.server.KafkaBroker;
import nl.leergang.localrun.server.MongoServer;
import nl.leergang.localrun.server.MongodBinary;

/** The whole product on one machine: which programs, on which ports, who knows whom. */
final class Topology {

  /** For those who are started by a JVM that is killed. */
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(5);

  private final Settings settings;
  private final DataFolder data;
  private final Map<String, String> secrets;
  private final Consumer<String> progress;
  private final FastStart fastStart;

  /**
   * The product as the settings describe it.
   *
   * @param secrets variables that are handed to the portal and the services beside the settings
   * @param progress told what takes time before a program starts
   * @param fastStart what the programs start faster with
   */
  Topology(
      Settings settings,
      DataFolder data,
      Map<String, String> secrets,
      Consumer<String> progress,
      FastStart fastStart) {
    this.settings = settings;
    this.data = data;
    this.secrets = Map.copyOf(secrets);
    this.progress = progress;
    this.fastStart = fastStart;
  }

  /** In the order in which they are shown. */
  List<Part> parts() throws SetupException {
    List<Part> parts = new ArrayList<>();
    if (settings.externalMongodb().isEmpty()) {
      parts.add(mongodb());
    }
    if (settings.externalKafka().isEmpty()) {
      parts.add(kafka());
    }
    if (settings.externalSmtp().isEmpty()) {
      parts.add(mail());
    }
    for (Service service : Service.values()) {
      parts.add(service(service));
    }
    return parts;
  }

  String mongodbUri() throws SetupException {
    return settings
        .externalMongodb()
        .orElse("mongodb://127.0.0.1:" + settings.mongodbPort() + "/?replicaSet=rs0");
  }

  String kafkaBrokers() throws SetupException {
    return settings.externalKafka().orElse("127.0.0.1:" + settings.kafkaPort());
  }

  private Part mongodb() throws SetupException {
    int port = settings.mongodbPort();
    MongoServer server =
        new MongoServer(
            new MongodBinary(settings.environment(), progress),
            data.mongodb(),
            data.log("mongodb"),
            port,
            ORPHAN_GRACE);
    return new Part(
        server,
        List.of(new Part.Port(port, "LEERGANG_MONGODB_PORT")),
        Set.of(),
        3,
        Optional.empty());
  }

  private Part kafka() throws SetupException {
    int port = settings.kafkaPort();
    return new Part(
        new KafkaBroker(
            data.kafka(), data.log("kafka"), port, ORPHAN_GRACE, fastStart.cache(FastStart.KAFKA)),
        List.of(new Part.Port(port, "LEERGANG_KAFKA_PORT")),
        Set.of(),
        2,
        Optional.empty());
  }

  private Part mail() throws SetupException {
    int smtp = settings.smtpPort();
    int inbox = settings.inboxPort();
    return new Part(
        new MailCatcherProgram(
            data.root(),
            data.log("mail"),
            smtp,
            inbox,
            ORPHAN_GRACE,
            fastStart.cache(FastStart.MAIL)),
        List.of(
            new Part.Port(smtp, "LEERGANG_SMTP_PORT"), new Part.Port(inbox, "LEERGANG_INBOX_PORT")),
        Set.of(),
        2,
        Optional.of(URI.create("http://127.0.0.1:" + inbox + "/readyz")));
  }

  private Part service(Service service) throws SetupException {
    return service(
        service, service.shortName(), settings.port(service), settings.managementPort(service));
  }

  /** One more instance of a service beside the first, on ports of its own. */
  Part service(Service service, String name, int port, int managementPort) throws SetupException {
    Map<String, String> environment = new HashMap<>(serviceEnvironment());
    environment.put(service.portVariable(), Integer.toString(port));
    environment.put(service.managementPortVariable(), Integer.toString(managementPort));
    Path jar = service.jar(settings.checkout());
    return new Part(
        new BootService(
            service, name, jar, port, environment, data.log(name), ORPHAN_GRACE, fastStart),
        List.of(
            new Part.Port(port, service.portVariable()),
            new Part.Port(managementPort, service.managementPortVariable())),
        // The broker may come later: the services are made for that. Indexes need the database.
        settings.externalMongodb().isEmpty() ? Set.of("mongodb") : Set.of(),
        service == Service.PORTAL ? 0 : 1,
        Optional.of(URI.create("http://127.0.0.1:" + port + "/readyz")));
  }

  private Map<String, String> serviceEnvironment() throws SetupException {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("LEERGANG_BIND_ADDRESS", "127.0.0.1");
    environment.put("LEERGANG_MANAGEMENT_ADDRESS", "127.0.0.1");
    environment.put("LEERGANG_DATA_DIR", data.root().toString());
    environment.put("KAFKA_BROKERS", kafkaBrokers());
    environment.put("MONGODB_URI", mongodbUri());
    if (settings.externalSmtp().isEmpty()) {
      environment.put("SMTP_HOST", "127.0.0.1");
      environment.put("SMTP_PORT", Integer.toString(settings.smtpPort()));
    }
    environment.put("LEERGANG_PUBLIC_URL", settings.publicUrl());
    for (Service service : Service.values()) {
      environment.put(service.portVariable(), Integer.toString(settings.port(service)));
      environment.put(
          service.managementPortVariable(), Integer.toString(settings.managementPort(service)));
      if (service != Service.PORTAL) {
        environment.put(
            "LEERGANG_" + service.name() + "_URL", "http://127.0.0.1:" + settings.port(service));
      }
    }
    environment.putAll(secrets);
    return environment;
  }
}
