package nl.leergang.e2e.faults.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.ProgrammeFile;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a stranger can send, at a product of its own. */
public final class Hostile {

  public static final String NAME = "hostile";
  public static final String DESCRIPTION =
      "all that a stranger can send [--requests N], looked at in a browser, too";

  private static final byte[] TOKEN_KEY =
      "Sleutel voor kwade bedoelingen, ruim 32 bytes".getBytes(StandardCharsets.UTF_8);
  private static final String PROGRAMME = "hostile";
  private static final int WARM_UP = 1_000;
  private static final int SOCKETS = 500;
  private static final Duration WARM_UP_HOLD = Duration.ofSeconds(3);

  private final long seed;
  private final int requests;
  private final Map<String, Object> report = new LinkedHashMap<>();
  private final Weaknesses found = new Weaknesses();

  private Hostile(long seed, int requests) {
    this.seed = seed;
    this.requests = requests;
  }

  /**
   * Runs all of it on fresh data.
   *
   * @param options {@code --seed}, {@code --report}, and {@code --requests}: how many are
   *     generated, half of them from the description
   * @return the exit status: 0 when nothing was found
   */
  public static int run(Deque<String> options) throws Exception {
    long seed = 1;
    int requests = 10_000;
    Path reports = Path.of("target", "faults");
    while (options.size() > 1) {
      String option = options.pop();
      String value = options.pop();
      switch (option) {
        case "--seed" -> seed = Long.parseLong(value);
        case "--requests" -> requests = Integer.parseInt(value);
        case "--report" -> reports = Path.of(value);
        default -> {
          System.out.println("hostile knows no option " + option);
          return 2;
        }
      }
    }
    return new Hostile(seed, requests).run(reports.toAbsolutePath()) ? 0 : 1;
  }

  /** What does not take long, at a product that others use as well. */
  static List<Attack> brief(long seed) {
    return List.of(
        new MalformedRequests(400, seed),
        new HeaderInjection(7, Duration.ofMinutes(1)),
        new Strangers(60, seed),
        new StaffForms(),
        new Protections());
  }

  private List<Attack> all(Path folder) {
    return List.of(
        new MalformedRequests(requests / 2, seed),
        new HeaderInjection(1, Duration.ofMinutes(2)),
        new Strangers(2_000, seed),
        new StoredScripts(80, true),
        new SlowClients(SOCKETS, Duration.ofSeconds(15)),
        // As staff it may move or cancel any session, after which its edition takes nobody.
        new GeneratedRequests(requests - requests / 2, seed, folder.resolve("schemathesis")),
        new Guessing(80),
        new StaffForms(),
        new Protections());
  }

  private boolean run(Path reports) throws Exception {
    Files.createDirectories(reports);
    Path folder = Files.createTempDirectory(reports, "hostile-");
    System.out.println("hostile: " + folder);
    Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
    Files.writeString(
        catalogue.resolve("hostile.yaml"),
        new ProgrammeFile(PROGRAMME, "DIRECT", "bureau@example.org", 1, null, 2).yaml());
    Files.writeString(catalogue.resolve("scripts.yaml"), StoredScripts.catalogueFile());
    Map<String, String> variables = new HashMap<>();
    variables.put("LEERGANG_CATALOGUE_DIR", catalogue.toString());
    variables.put("LEERGANG_TOKEN_KEY", Base64.getEncoder().encodeToString(TOKEN_KEY));
    variables.put("LEERGANG_MAIL_FROM", "leergang@example.org");
    variables.put("LEERGANG_OFFICE_EMAIL", "bureau@example.org");
    variables.put("LEERGANG_ACCESS_LOG", "true");
    variables.put("LEERGANG_INBOX_LIMIT", "100000");
    Instant begun = Instant.now();
    try (Product product = Product.start(folder.resolve("data"), variables)) {
      Runtime.getRuntime().addShutdownHook(new Thread(product::close));
      attack(product, folder);
    }
    report.put("tookSeconds", Duration.between(begun, Instant.now()).toSeconds());
    write(reports, begun);
    return found.isEmpty();
  }

  private void attack(Product product, Path folder) throws Exception {
    Target target = target(product);
    // What is made once and kept is made before memory is looked at: Tomcat keeps what served a
    // connection for the next one, 50 KB for each that there were at once.
    run(new SlowClients(SOCKETS, WARM_UP_HOLD), target, "warm-up slow clients");
    run(new MalformedRequests(Math.min(WARM_UP, requests / 5), seed + 1), target, "warm-up");
    run(new Protections(), target, "warm-up pages");
    Map<Service, Memory> before = memory(product);
    for (Attack attack : all(folder)) {
      run(attack, target, attack.name());
    }
    // Sockets that were held must be let go of, too.
    run(new MalformedRequests(Math.min(WARM_UP, requests / 5), seed + 2), target, "afterwards");
    Map<String, Object> kept = new TreeMap<>();
    memory(product)
        .forEach((service, after) -> {
          Memory.compare(service.shortName(), before.get(service), after, found);
          kept.put(
              service.shortName(),
              Map.of("before", before.get(service).report(), "after", after.report()));
        });
    report.put("memory", kept);
    List<Path> logs =
        Arrays.stream(Service.values()).map(service -> product.part(service).log()).toList();
    report.put("logLines", LogCheck.look(logs, found));
  }

  private void run(Attack attack, Target target, String name) throws Exception {
    long started = System.nanoTime();
    Map<String, Object> result = new LinkedHashMap<>(attack.on(target, found));
    result.put("seconds", (System.nanoTime() - started) / 1_000_000_000);
    report.put(name, result);
    System.out.printf("  %s: %s%n", name, JsonMapper.shared().writeValueAsString(result));
  }

  private static Map<Service, Memory> memory(Product product)
      throws IOException, InterruptedException {
    Map<Service, Memory> all = new TreeMap<>();
    for (Service service : Service.values()) {
      all.put(service, Memory.of(product.part(service).process().pid()));
    }
    return all;
  }

  private static Target target(Product product) throws InterruptedException {
    Api portal = new Api(product.site());
    for (int tries = 0; ; tries++) {
      var editions = portal.list("/v1/editions?programme=" + PROGRAMME);
      var scripts = portal.list("/v1/editions?programme=scripts");
      if (!editions.isEmpty() && !scripts.isEmpty()) {
        return new Target(
            product.site(),
            Map.of(
                "registration", product.part(Service.REGISTRATION).url(),
                "schedule", product.part(Service.SCHEDULE).url(),
                "notification", product.part(Service.NOTIFICATION).url()),
            product.inbox(),
            product.adminPassword(),
            TOKEN_KEY,
            PROGRAMME,
            editions.getFirst().path("id").asString());
      }
      if (tries > 600) {
        throw new IllegalStateException("The catalogue is not read");
      }
      Thread.sleep(200);
    }
  }

  private void write(Path reports, Instant begun) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("scenario", "hostile");
    content.put("seed", seed);
    content.put("requests", requests);
    content.put("begun", begun.toString());
    content.put(
        "machine",
        Map.of(
            "processors", Runtime.getRuntime().availableProcessors(),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
            "jdk", System.getProperty("java.runtime.version")));
    content.put("seen", report);
    content.put("findings", found.counts());
    content.put("examples", found.examples());
    String moment = begun.toString().replaceAll("[^0-9T]", "").substring(0, 15);
    Path file = reports.resolve("hostile-%d-%s.json".formatted(seed, moment));
    Files.writeString(
        file,
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(content));
    System.out.printf(
        "hostile, seed %d: %s%n%s  %s%n",
        seed, found.isEmpty() ? "nothing found" : "NOT AS PROMISED", found, file);
  }
}
