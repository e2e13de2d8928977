package nl.leergang.localrun;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;

/** One of the applications, from its own jar. */
final class BootService implements Program {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final String name;
  private final Path jar;
  private final Map<String, String> environment;
  private final Path log;
  private final Duration orphanGrace;
  private final FastStart fastStart;
  private final URI readiness;

  /**
   * One application.
   *
   * @param port on which it is told by its environment to listen
   */
  BootService(
      String name,
      Path jar,
      int port,
      Map<String, String> environment,
      Path log,
      Duration orphanGrace,
      FastStart fastStart) {
    this.name = name;
    this.jar = jar;
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.orphanGrace = orphanGrace;
    this.fastStart = fastStart;
    this.readiness = URI.create("http://127.0.0.1:" + port + "/readyz");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Launch prepare() throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + " is missing. Build it: ./leergang build");
    }
    List<String> command = new ArrayList<>();
    command.add(Launch.JAVA);
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED"));
    Arrays.stream(environment.getOrDefault("LEERGANG_JAVA_OPTIONS", "").split("\\s+"))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(fastStart.options(jar));
    return new Launch(name, command, environment, log, orphanGrace);
  }

  @Override
  public boolean ready() {
    return answers(readiness, Duration.ofSeconds(1));
  }

  /** Whether a GET is answered with 200 in time. */
  static boolean answers(URI address, Duration timeout) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).GET().build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
