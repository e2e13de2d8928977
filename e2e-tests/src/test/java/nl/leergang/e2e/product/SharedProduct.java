package nl.leergang.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.leergang.e2e.Repository;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Product.Instance;
import nl.leergang.localrun.Service;

/**
 * The whole product, started once for all tests: real broker, real database, a mail catcher and the
 * four services from their boot jars. Everything ends with this JVM, also when it is killed; data
 * and logs stay below {@code target/product} until {@code mvn clean}.
 */
public final class SharedProduct {

  private static final Duration CATALOGUE_READ = Duration.ofSeconds(60);
  private static final byte[] TOKEN_KEY =
      "Sleutel van deze proef, meer dan 32 bytes lang".getBytes(StandardCharsets.UTF_8);
  private static final SharedProduct SHARED = new SharedProduct();

  private final Product product;
  private final Inbox inbox;
  private Instance secondRegistration;

  private SharedProduct() {
    Repository.SERVICES.forEach(Repository::bootJar);
    try {
      Path data =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "product").toAbsolutePath()), "");
      Map<String, String> variables = new HashMap<>();
      variables.put("LEERGANG_TOKEN_KEY", Base64.getEncoder().encodeToString(TOKEN_KEY));
      // Seven virtual machines start at once on two cores: the quick compiler alone is up sooner.
      variables.put("LEERGANG_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
      variables.put("LEERGANG_MAIL_FROM", "leergang@example.org");
      variables.put("LEERGANG_OFFICE_EMAIL", "bureau@example.org");
      if (!Browser.takesPictures()) {
        Path catalogue = data.resolve("catalogue");
        TestCatalogue.writeTo(catalogue);
        variables.put("LEERGANG_CATALOGUE_DIR", catalogue.toString());
      }
      long started = System.nanoTime();
      product = Product.start(data, variables);
      Runtime.getRuntime().addShutdownHook(new Thread(product::close));
      inbox = new Inbox(new Api(product.inbox()));
      System.out.printf(
          "The product is up at %s after %d s; data and logs are in %s%n",
          product.site(), Duration.ofNanos(System.nanoTime() - started).toSeconds(), data);
    } catch (IOException e) {
      throw new IllegalStateException("The product does not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static SharedProduct running() {
    return SHARED;
  }

  public Api portal() {
    return new Api(product.site());
  }

  /** The portal's calls as the first staff account, by HTTP Basic. */
  public Api staff() {
    return portal().as("admin", adminPassword());
  }

  public Api registration() {
    return new Api(product.part(Service.REGISTRATION).url());
  }

  /**
   * Another instance of the same service, on the same database and topics; started when asked for.
   */
  public synchronized Api secondRegistration() {
    if (secondRegistration == null) {
      secondRegistration = orFail(() -> product.startSecond(Service.REGISTRATION));
    }
    return new Api(secondRegistration.url());
  }

  /** The port of a service with its metrics. */
  public Api management(String module) {
    Service service = Service.valueOf(module.replace("-service", "").toUpperCase());
    return new Api(product.management(service));
  }

  /** A service's own port, by its short name. */
  public Api service(String shortName) {
    return new Api(product.part(Service.valueOf(shortName.toUpperCase())).url());
  }

  public URI inboxUrl() {
    return product.inbox();
  }

  public Inbox inbox() {
    return inbox;
  }

  public String adminPassword() {
    return product.adminPassword();
  }

  public byte[] tokenKey() {
    return TOKEN_KEY.clone();
  }

  /** Ids of the programme's editions, once the catalogue is read. */
  public List<String> editionsOf(TestCatalogue programme) {
    return await("the editions of " + programme.slug())
        .atMost(CATALOGUE_READ)
        .until(
            () ->
                portal().list("/v1/editions?programme=" + programme.slug()).stream()
                    .map(edition -> edition.path("id").asString())
                    .toList(),
            ids -> !ids.isEmpty());
  }

  /** SIGKILL. */
  public void killBroker() {
    product.broker().kill();
  }

  public void startBroker() {
    restart(product.broker());
  }

  /** SIGKILL to the instance behind the portal, which is then started again on its port. */
  public void killRegistration() {
    Instance registration = product.part(Service.REGISTRATION);
    registration.kill();
    restart(registration);
  }

  /**
   * Each of them gets exactly one mail, and the office one notice about each: nothing is missing
   * and nothing comes twice, as long as notification-service itself was not killed.
   */
  public void awaitMailsOf(List<Applicant> people, TestCatalogue programme, Duration atMost) {
    await("the mails to " + people.size() + " people and to the office")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          Map<String, Integer> received = new HashMap<>();
          Map<String, Integer> announced = new HashMap<>();
          for (Mail mail : inbox.all()) {
            mail.to().forEach(address -> received.merge(address, 1, Integer::sum));
            if (mail.to().contains(programme.office())) {
              people.stream()
                  .map(Applicant::email)
                  .filter(mail.text()::contains)
                  .forEach(address -> announced.merge(address, 1, Integer::sum));
            }
          }
          Map<String, Integer> once = new HashMap<>();
          people.forEach(person -> once.put(person.email(), 1));
          received.keySet().retainAll(once.keySet());
          assertThat(received).as("mails to the participants").isEqualTo(once);
          assertThat(announced).as("notices to the office").isEqualTo(once);
        });
  }

  private static void restart(Instance instance) {
    orFail(() -> {
      instance.restart();
      return instance;
    });
  }

  private interface Start {
    Instance run() throws IOException, InterruptedException;
  }

  private static Instance orFail(Start start) {
    try {
      return start.run();
    } catch (IOException e) {
      throw new AssertionError(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
