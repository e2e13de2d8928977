package nl.leergang.localrun;

import java.nio.file.Path;
import java.util.Locale;

/** The four applications of the product. */
public enum Service {
  SCHEDULE("schedule-service", 8082, 24),
  REGISTRATION("registration-service", 8081, 40),
  NOTIFICATION("notification-service", 8083, 40),
  PORTAL("portal", 8080, 32);

  private final String module;
  private final int defaultPort;
  private final int youngMegabytes;

  Service(String module, int defaultPort, int youngMegabytes) {
    this.module = module;
    this.defaultPort = defaultPort;
    this.youngMegabytes = youngMegabytes;
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

  /**
   * The part of its heap for what is short-lived: more where hundreds of requests come a second.
   */
  int youngMegabytes() {
    return youngMegabytes;
  }

  /** Of its folder in the checkout, and of its jar. */
  String module() {
    return module;
  }

  Path jar(Path checkout) {
    return checkout.resolve(module).resolve("target").resolve(module + ".jar");
  }
}
