package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Product.Instance;
import nl.leergang.localrun.Service;
import tools.jackson.databind.JsonNode;

/** The whole product, started afresh. */
final class ProductSide implements Side {

  // Two of the registration and one with what the person entered.
  private static final int EVENTS_EACH = 3;
  // One to the person, one to the office.
  private static final int MAILS_EACH = 2;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Path files;
  private final Product product;
  private final Metrics registration;
  private final Metrics notification;
  private boolean mails = true;
  private boolean throughPortal;

  private ProductSide(Path files, Product product) {
    this.files = files;
    this.product = product;
    this.registration = new Metrics(product.management(Service.REGISTRATION));
    this.notification = new Metrics(product.management(Service.NOTIFICATION));
  }

  static ProductSide start(Path folder, List<Catalogue> catalogues)
      throws IOException, InterruptedException {
    Path files = folder.resolve("catalogue");
    for (Catalogue catalogue : catalogues) {
      catalogue.writeTo(files);
    }
    return new ProductSide(
        files,
        Product.start(
            folder.resolve("data"),
            Map.of(
                "LEERGANG_CATALOGUE_DIR",
                files.toString(),
                "LEERGANG_MAIL_FROM",
                "leergang@bench.example.org",
                "LEERGANG_OFFICE_EMAIL",
                "office@bench.example.org")));
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public URI address() {
    return throughPortal ? product.site() : product.part(Service.REGISTRATION).url();
  }

  /** Registrations are then posted to the portal, as people do. */
  void throughPortal() {
    throughPortal = true;
  }

  URI site() {
    return product.site();
  }

  Http staff() {
    return new Http(product.site()).as("admin", product.adminPassword());
  }

  MailSink sink() {
    return new MailSink(product.inbox());
  }

  @Override
  public Processes processes() {
    Map<String, LongSupplier> pids = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      Instance instance = product.part(service);
      pids.put(instance.name(), () -> instance.process().pid());
    }
    for (Instance instance : List.of(product.broker(), product.database(), product.mailCatcher())) {
      pids.put(instance.name(), () -> instance.process().pid());
    }
    return new Processes(pids);
  }

  /** Only the accepting side goes on; its events still go to the broker. */
  void stopFollowers() {
    product.part(Service.SCHEDULE).stop();
    product.part(Service.NOTIFICATION).stop();
    mails = false;
  }

  /**
   * Adds to the catalogue, which its service reads when it starts. It is not ready before it has
   * read all of it, and with some thousands of editions that takes longer than a start may.
   */
  void publish(Catalogue more) throws IOException, InterruptedException {
    Http site = new Http(product.site());
    long wanted = editions(site) + more.editions();
    more.writeTo(files);
    product.part(Service.SCHEDULE).restartWithoutWaiting();
    await("editions", () -> editionsOrNone(site), wanted);
  }

  private static long editionsOrNone(Http site) throws InterruptedException {
    try {
      return editions(site);
    } catch (IOException e) {
      // It is still starting.
      return 0;
    }
  }

  private static long editions(Http site) throws IOException, InterruptedException {
    return site.json("/v1/editions?pageSize=1").path("total").asLong();
  }

  /** The ids of a catalogue's editions, once each of them takes registrations. */
  List<String> editions(Catalogue catalogue) throws IOException, InterruptedException {
    Http site = new Http(product.site());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < catalogue.programmes(); i++) {
      for (JsonNode edition : site.list("/v1/editions?programme=" + catalogue.slug(i))) {
        ids.add(edition.path("id").asString());
      }
    }
    if (ids.size() != catalogue.editions()) {
      throw new IOException("%d editions, not %d".formatted(ids.size(), catalogue.editions()));
    }
    return ids;
  }

  /**
   * Registers somebody on each edition until the answer is 201: registration-service learns of
   * editions through the broker, in its own time.
   */
  void awaitOpen(List<String> editions) throws IOException, InterruptedException {
    register(editions.stream().map(edition -> new Place(edition, "first")).toList());
  }

  /** Registers as many people on one edition. */
  void register(String edition, int people) throws IOException, InterruptedException {
    register(
        IntStream.rangeClosed(1, people)
            .mapToObj(number -> new Place(edition, "person" + number))
            .toList());
  }

  private record Place(String edition, String person) {}

  private void register(List<Place> places) throws IOException, InterruptedException {
    Http service = new Http(product.part(Service.REGISTRATION).url());
    Instant deadline = Instant.now().plus(LONGEST);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> open = new ArrayList<>();
      for (Place place : places) {
        open.add(
            threads.submit(() -> {
              while (!isAccepted(service, place)) {
                if (Instant.now().isAfter(deadline)) {
                  throw new IOException(place + " was never accepted");
                }
                Thread.sleep(LOOK_EVERY);
              }
              return null;
            }));
      }
      for (Future<?> one : open) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isAccepted(Http service, Place place)
      throws IOException, InterruptedException {
    return service.post(
            "/v1/registrations",
            Map.of(
                "editionId",
                place.edition(),
                "givenName",
                "Deelnemer",
                "familyName",
                place.person(),
                "email",
                place.person() + "@bench.example.org",
                "privacyStatementAccepted",
                true),
            Map.of("Idempotency-Key", place.edition() + "-" + place.person()))
        == 201;
  }

  @Override
  public long stored() throws IOException, InterruptedException {
    return Math.round(
        registration.sum(
            "leergang_registrations_total",
            "outcome=\"held\"",
            "outcome=\"confirmed\"",
            "outcome=\"waitlisted\""));
  }

  /** Until the events are with the broker and, where mails are sent, the last one has been. */
  @Override
  public void settle() throws IOException, InterruptedException {
    long stored = stored();
    await(
        "events at the broker",
        () ->
            registration.sum(
                "leergang_outbox_published_total",
                "topic=\"registration.registrations\"",
                "topic=\"registration.contacts\""),
        stored * EVENTS_EACH);
    if (mails) {
      awaitMailsSent(stored * MAILS_EACH);
    }
  }

  long mailsSent() throws IOException, InterruptedException {
    return Math.round(notification.sum("leergang_mails_total", "result=\"sent\""));
  }

  void awaitMailsSent(long count) throws IOException, InterruptedException {
    await("mails", () -> notification.sum("leergang_mails_total", "result=\"sent\""), count);
  }

  private static void await(String what, Count count, long wanted)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LONGEST);
    double now = count.get();
    while (now < wanted) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "%.0f of %d %s after %d minutes".formatted(now, wanted, what, LONGEST.toMinutes()));
      }
      Thread.sleep(LOOK_EVERY);
      now = count.get();
    }
  }

  private interface Count {
    double get() throws IOException, InterruptedException;
  }

  @Override
  public void close() {
    product.close();
  }
}
