package nl.leergang.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.app.Gatling;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import nl.leergang.localrun.process.Launch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * People who arrive at a fixed rate, whether or not those before them have been answered; each is
 * timed from the arrival. Gatling runs this in a process of its own.
 */
public final class Arrivals extends Simulation {

  private static final String PREFIX = "leergang.arrivals.";

  private final String run = setting("run");
  private final int warmup = Integer.parseInt(setting("warmup"));
  private final List<String> editions = lines(Path.of(setting("editions")));
  private final Path report = Path.of(setting("report"));
  private final AtomicLong people = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicLong firstArrival = new AtomicLong();

  /** Made by Gatling. */
  public Arrivals() {
    var registrations =
        scenario("registrations")
            .exec(this::arrives)
            .exec(
                http("register")
                    .post("/v1/registrations")
                    .header("Content-Type", "application/json")
                    .header(
                        "Idempotency-Key",
                        session -> "bench-" + session.getString("person") + "-0123456789")
                    .body(StringBody(this::body))
                    .check(status().is(201)))
            .exec(this::answered);
    int rate = Integer.parseInt(setting("rate"));
    setUp(
            registrations.injectOpen(
                // A generator that has just started costs so much itself that at the full rate from
                // the first second it would measure its own compilers.
                rampUsersPerSec(1).to(rate).during(warmup),
                constantUsersPerSec(rate).during(Integer.parseInt(setting("seconds")))))
        .protocols(http.baseUrl(setting("address")).shareConnections().disableCaching());
  }

  private Session arrives(Session session) {
    long now = System.nanoTime();
    firstArrival.compareAndSet(0, now);
    return session.set("arrived", now).set("person", run + "n" + people.incrementAndGet());
  }

  private String body(Session session) {
    String person = session.getString("person");
    String edition = editions.get((int) (people.get() % editions.size()));
    return """
    {"editionId":"%s","salutation":"MRS","givenName":"Fatima %s","infix":"van der",\
    "familyName":"Heuvel %s","email":"p%d.%s@bench.example.org","telephone":"070 123 45 67",\
    "organisation":"Gemeente Voorbeeld","role":"Beleidsmedewerker","address":{"street":"Kerkstraat",\
    "houseNumber":"12","postalCode":"2511 AB","city":"Den Haag"},"language":"nl",\
    "privacyStatementAccepted":true}\
    """
        .formatted(edition, person, person, System.currentTimeMillis(), person);
  }

  private Session answered(Session session) {
    long arrived = session.getLong("arrived");
    if (arrived - firstArrival.get() >= warmup * 1_000_000_000L) {
      if (session.isFailed()) {
        failed.incrementAndGet();
      } else {
        nanos.add(System.nanoTime() - arrived);
      }
    }
    return session;
  }

  @Override
  public void after() {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    try {
      Files.writeString(
          report,
          "{\"requests\":%d,\"refused\":%d,\"p50\":%d,\"p99\":%d,\"max\":%d}"
              .formatted(
                  sorted.length,
                  failed.get(),
                  percentile(sorted, 50),
                  percentile(sorted, 99),
                  percentile(sorted, 100)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, (long) sorted.length * percent / 100)];
  }

  private static String setting(String name) {
    String value = System.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalStateException(PREFIX + name + " is missing");
    }
    return value;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets people arrive for so many seconds, after more and more of them who do not count. */
  static Load at(
      int rate,
      int warmup,
      int seconds,
      URI address,
      String run,
      List<String> editions,
      Path folder)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("editions"), editions);
    Path report = folder.resolve("report.json");
    List<String> command =
        List.of(
            Launch.JAVA,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            // Gatling writes its log by way of the insides of strings.
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "-D" + PREFIX + "address=" + address,
            "-D" + PREFIX + "rate=" + rate,
            "-D" + PREFIX + "warmup=" + warmup,
            "-D" + PREFIX + "seconds=" + seconds,
            "-D" + PREFIX + "run=" + run,
            "-D" + PREFIX + "editions=" + file,
            "-D" + PREFIX + "report=" + report,
            "-cp",
            System.getProperty("java.class.path"),
            Gatling.class.getName(),
            "--simulation",
            Arrivals.class.getName(),
            "--results-folder",
            folder.resolve("gatling").toString(),
            "--no-reports");
    Generator.Ended gatling = Generator.start(command).ended();
    if (gatling.status() != 0 || !Files.exists(report)) {
      throw new IOException("Gatling did not work:\n" + tail(gatling.output()));
    }
    JsonNode result = JsonMapper.shared().readTree(Files.readString(report));
    return new Load(
        result.path("requests").asLong() + result.path("refused").asLong(),
        seconds,
        result.path("p50").asLong() / 1e6,
        result.path("p99").asLong() / 1e6,
        result.path("max").asLong() / 1e6,
        result.path("refused").asLong(),
        0);
  }

  private static String tail(String output) {
    List<String> lines = Arrays.asList(output.split("\n", -1));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}
