package nl.leergang.localrun;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.localrun.process.Launch;

/**
 * Runs the product once on data of its own, with recording on, and does with it what people do, so
 * that the caches of {@link FastStart} hold what a start and a first registration need.
 */
final class Training {

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration MAILS = Duration.ofSeconds(60);
  private static final Pattern EDITION = Pattern.compile("\"/editions/([^/\"]+)/register\"");
  private static final Pattern PROGRAMME = Pattern.compile("\"(/programmes/[^/\"]+)\"");

  private final Settings settings;
  private final Screen screen;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  Training(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  /** Failing costs speed, not the product: it is said, and the product starts without caches. */
  void run() throws InterruptedException {
    Instant startedAt = Instant.now();
    try {
      for (Service service : Service.values()) {
        unpack(service.jar(settings.checkout()));
      }
      DataFolder data = new DataFolder(Files.createTempDirectory("leergang-training-"));
      try (Product product =
          Product.recording(data.root(), Map.of("LEERGANG_ADMIN_PASSWORD", "training"))) {
        exercise(product);
      } finally {
        data.delete();
      }
      screen.progress(
          "done", "after " + Screen.seconds(Duration.between(startedAt, Instant.now())));
    } catch (IOException e) {
      screen.say("  The preparation failed, so that starting takes longer: " + e.getMessage());
    }
  }

  private void unpack(Path jar) throws IOException, InterruptedException {
    Path target = FastStart.of(settings).unpacked(jar);
    Path log = Files.createTempFile("leergang-unpack-", ".log");
    try {
      Process process =
          new ProcessBuilder(
                  Launch.JAVA,
                  "-Djarmode=tools",
                  "-jar",
                  jar.toString(),
                  "extract",
                  "--force",
                  "--destination",
                  target.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(jar + " could not be unpacked: " + Files.readString(log));
      }
    } finally {
      Files.delete(log);
    }
    // The copy keeps the times of the classes in it; what counts is when it was made.
    Files.setLastModifiedTime(
        target.resolve(String.valueOf(jar.getFileName())), FileTime.from(Instant.now()));
  }

  private void exercise(Product product) throws IOException, InterruptedException {
    URI site = product.site();
    String catalogue = get(site.resolve("/"));
    Matcher programmes = PROGRAMME.matcher(catalogue);
    String edition = null;
    while (programmes.find()) {
      Matcher found = EDITION.matcher(get(site.resolve(programmes.group(1))));
      edition = found.find() ? found.group(1) : edition;
    }
    if (edition == null) {
      throw new IOException("the catalogue shows no edition that is open");
    }
    get(site.resolve("/editions/" + edition + "/register"));
    get(site.resolve("/v1/openapi.json"));
    get(site.resolve("/staff/login"));
    for (int person = 0; person < 20; person++) {
      register(site, edition, person);
    }
    for (Service service : Service.values()) {
      get(product.management(service).resolve("/actuator/prometheus"));
    }
    get(site.resolve("/v1/registrations?editionId=" + edition));
    awaitMails(site);
  }

  private void register(URI site, String edition, int person)
      throws IOException, InterruptedException {
    String form =
        "editionId=%s&givenName=Jan&familyName=Jansen&email=%s&privacyStatementAccepted=on"
            .formatted(
                edition,
                URLEncoder.encode(
                    "person%d@example.org".formatted(person), StandardCharsets.UTF_8));
    send(
        HttpRequest.newBuilder(site.resolve("/v1/registrations"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", person % 2 == 0 ? "text/html" : "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private void awaitMails(URI site) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(MAILS);
    while (get(site.resolve("/v1/notifications?status=SENT")).contains("\"total\":0")) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("no mail was sent");
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private String get(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address).GET());
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder().encodeToString("admin:training".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(
            request.timeout(ANSWER).header("Authorization", "Basic " + basic).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException(answer.uri().getPath() + " answered " + answer.statusCode());
    }
    return answer.body();
  }
}
