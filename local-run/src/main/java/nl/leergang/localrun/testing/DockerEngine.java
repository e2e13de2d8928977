package nl.leergang.localrun.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A look at the Docker engine over its own socket. Testcontainers would find out as well, but says
 * a lot on the way and takes its time to give up.
 */
final class DockerEngine {

  private final Path socket;

  private DockerEngine(Path socket) {
    this.socket = socket;
  }

  /** The engine that answers on this machine. */
  static Optional<DockerEngine> reachable() {
    String home = System.getProperty("user.home");
    String host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("");
    List<Path> candidates =
        host.startsWith("unix:")
            ? List.of(Path.of(URI.create(host).getPath()))
            : List.of(
                Path.of("/var/run/docker.sock"), Path.of(home, ".docker", "run", "docker.sock"));
    return candidates.stream()
        .filter(Files::exists)
        .map(DockerEngine::new)
        .filter(engine -> engine.call("GET", "/_ping", Duration.ofSeconds(2)).isPresent())
        .findFirst();
  }

  /** Whether the image is there, or could be pulled now. */
  boolean has(String image) {
    return isPresent(image) || (pull(image) && isPresent(image));
  }

  private boolean isPresent(String image) {
    return call("GET", "/images/" + image + "/json", Duration.ofSeconds(5))
        .filter(answer -> answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.0 200"))
        .isPresent();
  }

  private boolean pull(String image) {
    RealServers.say("pulling " + image + " …");
    String name = URLEncoder.encode(image, StandardCharsets.UTF_8);
    return call("POST", "/images/create?fromImage=" + name, Duration.ofMinutes(3)).isPresent();
  }

  private Optional<String> call(String method, String path, Duration timeout) {
    FutureTask<String> call = new FutureTask<>(() -> exchange(method, path));
    Thread.ofVirtual().start(call);
    try {
      return Optional.of(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      call.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String exchange(String method, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String request =
          method + " " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      Channels.newInputStream(channel).transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
