package nl.leergang.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the project's files are, seen from this module. */
public final class Repository {

  public static final List<String> SERVICES =
      List.of("schedule-service", "registration-service", "notification-service", "portal");

  private Repository() {}

  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    Path root = here.endsWith("e2e-tests") ? here.getParent() : here;
    if (!Files.exists(root.resolve("docker-compose.yml"))) {
      throw new IllegalStateException("The tests run in the module's folder, not in " + here);
    }
    return root;
  }

  /** A service's boot jar; it must be there, since it is what these tests test. */
  public static Path bootJar(String service) {
    Path jar = root().resolve(service).resolve("target").resolve(service + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing. Build it first: mvn -DskipTests package -pl " + service + " -am");
    }
    return jar;
  }
}
