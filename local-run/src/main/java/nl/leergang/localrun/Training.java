package nl.leergang.localrun;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the product once on data of its own, with recording on, and does with it what people do, so
 * that the caches of {@link FastStart} hold what a start and a first registration need. They lie in
 * a {@link Preparation}, which counts only when all of that was done.
 */
final class Training {

  // Long, for a machine that has other work: what is given up costs every later start.
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final Duration MAILS = Duration.ofMinutes(5);
  private static final Pattern EDITION = Pattern.compile("\"/editions/([^/\"]+)/register\"");
  private static final Pattern PROGRAMME = Pattern.compile("\"(/programmes/[^/\"]+)\"");

  private final Settings settings;
  private final Screen screen;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  Training(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  /**
   * Whether it is done where it was not done yet is the caller's to say: it takes minutes. What was
   * interrupted is done again in any case.
   */
  void runIfNeeded(boolean wanted) throws IOException, InterruptedException {
    Preparation preparation = Preparation.of(settings);
    if (!FastStart.isWanted(settings) || preparation.isWhole()) {
      return;
    }
    if (wanted || preparation.wasBegun()) {
      run();
    } else {
      screen.say(
          "Nothing is prepared for a fast start of this build with this JDK; ./leergang build does it");
    }
  }

  /** Failing costs speed, not the product: it is said, and the product starts without caches. */
  private void run() throws InterruptedException {
    Instant startedAt = Instant.now();
    screen.say(
        "Preparing fast starts (once per build and JDK, some two minutes; LEERGANG_FAST_START=off leaves it out)");
    try {
      Preparation preparation = Preparation.of(settings);
      try (FileChannel held = preparation.lock()) {
        preparation.begin();
        try {
          record(preparation.folder());
          preparation.end();
        } catch (IOException e) {
          // A start is not to wait for what failed before; ./leergang build tries it again.
          preparation.giveUp();
          throw e;
        }
      }
      screen.progress(
          "done", "after " + Screen.seconds(Duration.between(startedAt, Instant.now())));
    } catch (IOException e) {
      screen.say("  The preparation failed, so that starting takes longer: " + e.getMessage());
    }
  }

  private void record(Path folder) throws IOException, InterruptedException {
    unpack(folder);
    DataFolder data = new DataFolder(folder.resolve("data"));
    try (Product product =
        Product.recording(
            settings.checkout(),
            data.root(),
            Map.of("LEERGANG_ADMIN_PASSWORD", "training"),
            folder)) {
      try {
        exercise(product);
      } catch (IOException e) {
        product.kill();
        throw e;
      }
    }
    data.delete();
    for (Path cache : FastStart.caches(folder)) {
      if (!Files.isRegularFile(cache)) {
        throw new IOException(cache.getFileName() + " was not made");
      }
    }
  }

  private void unpack(Path folder) throws IOException, InterruptedException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Callable<Void>> jars = new ArrayList<>();
      for (Service service : Service.values()) {
        Path jar = service.jar(settings.checkout());
        jars.add(() -> {
          new AheadOfTime(jar, FastStart.unpacked(folder, jar)).prepare();
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(jars)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
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
    HttpRequest signed = request.timeout(ANSWER).header("Authorization", "Basic " + basic).build();
    HttpResponse<String> answer = http.send(signed, HttpResponse.BodyHandlers.ofString());
    // A machine that is busy answers so, and means it: later.
    Instant end = Instant.now().plus(ANSWER);
    while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
      TimeUnit.SECONDS.sleep(1);
      answer = http.send(signed, HttpResponse.BodyHandlers.ofString());
    }
    if (answer.statusCode() >= 400) {
      throw new IOException(answer.uri().getPath() + " answered " + answer.statusCode());
    }
    return answer.body();
  }
}
