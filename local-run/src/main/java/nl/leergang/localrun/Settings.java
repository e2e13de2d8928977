package nl.leergang.localrun;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything is and listens, from the environment variables of the operating guide.
 *
 * @param environment handed on to the applications as it is, beneath what the launcher sets
 * @param checkout the folder in which the product was built
 */
public record Settings(Map<String, String> environment, Path checkout) {

  public Settings {
    environment = Map.copyOf(environment);
    checkout = checkout.toAbsolutePath().normalize();
  }

  /** {@code LEERGANG_DATA_DIR}, else {@code .leergang} in the checkout. */
  public Path dataFolder() {
    return text("LEERGANG_DATA_DIR")
        .map(Path::of)
        .orElse(checkout.resolve(".leergang"))
        .toAbsolutePath()
        .normalize();
  }

  /** The broker of somebody else that is to be used; then none is started. */
  public Optional<String> externalKafka() {
    return text("KAFKA_BROKERS");
  }

  /** The replica set of somebody else that is to be used; then none is started. */
  public Optional<String> externalMongodb() {
    return text("MONGODB_URI");
  }

  /** The mail server of somebody else that is to be used; then no mail catcher is started. */
  public Optional<String> externalSmtp() {
    return text("SMTP_HOST");
  }

  int port(Service service) throws SetupException {
    return port(service.portVariable(), service.defaultPort());
  }

  int managementPort(Service service) throws SetupException {
    return port(service.managementPortVariable(), port(service) + 100);
  }

  int kafkaPort() throws SetupException {
    return port("LEERGANG_KAFKA_PORT", 9092);
  }

  int mongodbPort() throws SetupException {
    return port("LEERGANG_MONGODB_PORT", 27017);
  }

  /**
   * Of the mail catcher, which takes the mail where no server is named. What is said of a server
   * without its name is not passed over: somebody would wait for mail that stays here.
   */
  int smtpPort() throws SetupException {
    for (String variable : List.of("SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS")) {
      if (externalSmtp().isEmpty() && text(variable).isPresent()) {
        throw new SetupException(
            "%s is set and SMTP_HOST is not. Name the mail server too, also one on this machine"
                    .formatted(variable)
                + " (SMTP_HOST=localhost), or unset %s and the mail catcher takes the mail, at"
                    .formatted(variable)
                + " LEERGANG_SMTP_PORT.");
      }
    }
    return port("LEERGANG_SMTP_PORT", 1025);
  }

  int inboxPort() throws SetupException {
    return port("LEERGANG_INBOX_PORT", 8025);
  }

  String publicUrl() throws SetupException {
    return text("LEERGANG_PUBLIC_URL").orElse("http://localhost:" + port(Service.PORTAL));
  }

  Optional<String> text(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private int port(String variable, int otherwise) throws SetupException {
    String value = text(variable).orElse(Integer.toString(otherwise)).strip();
    int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
    if (port < 1 || port > 65_535) {
      throw new SetupException(
          "%s is %s; a port is a number from 1 to 65535.".formatted(variable, value));
    }
    return port;
  }
}
