package nl.leergang.localrun;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.leergang.localrun.process.Jvm;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;

/** One of the applications, from its own jar. */
final class BootService implements Program {

  private final Service service;
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
   * @param name of this instance
   * @param port on which it is told by its environment to listen
   */
  BootService(
      Service service,
      String name,
      Path jar,
      int port,
      Map<String, String> environment,
      Path log,
      Duration orphanGrace,
      FastStart fastStart) {
    this.service = service;
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
    command.addAll(Jvm.options(256, service.youngMegabytes()));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(Jvm.LARGE_PAGES);
    Arrays.stream(environment.getOrDefault("LEERGANG_JAVA_OPTIONS", "").split("\\s+"))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(fastStart.options(jar, environment));
    return new Launch(name, command, environment, log, orphanGrace);
  }

  @Override
  public boolean ready() {
    return answers(readiness, Duration.ofSeconds(1));
  }

  /** Whether a GET is answered with 200 in time. */
  static boolean answers(URI address, Duration timeout) {
    try {
      // The old client: it is asked ten times a second while the product starts, and is light.
      HttpURLConnection request =
          (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
      try {
        request.setConnectTimeout((int) timeout.toMillis());
        request.setReadTimeout((int) timeout.toMillis());
        request.setInstanceFollowRedirects(false);
        return request.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        request.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
