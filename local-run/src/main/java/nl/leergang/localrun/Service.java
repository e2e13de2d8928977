package nl.leergang.localrun;

import java.nio.file.Path;
import java.util.Locale;

/** The four applications of the product. */
public enum Service {
  SCHEDULE("schedule-service", 8082),
  REGISTRATION("registration-service", 8081),
  NOTIFICATION("notification-service", 8083),
  PORTAL("portal", 8080);

  private final String module;
  private final int defaultPort;

  Service(String module, int defaultPort) {
    this.module = module;
    this.defaultPort = defaultPort;
  }

  /** As people name it: {@code registration}. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The environment variable that chooses its port. */
  public String portVariable() {
    return "LEERGANG_" + name() + "_PORT";
  }

  /** The environment variable that chooses the port of its health and metrics. */
  public String managementPortVariable() {
    return "LEERGANG_" + name() + "_MANAGEMENT_PORT";
  }

  int defaultPort() {
    return defaultPort;
  }

  Path jar(Path checkout) {
    return checkout.resolve(module).resolve("target").resolve(module + ".jar");
  }
}
