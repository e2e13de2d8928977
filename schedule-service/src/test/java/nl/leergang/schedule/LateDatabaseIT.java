package nl.leergang.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.testing.RunningService;
import org.junit.jupiter.api.Test;

/** The database comes later than the service. */
class LateDatabaseIT {

  @Test
  void importsTheCatalogueWhenTheDatabaseComes() throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (var server =
        RunningService.start(
            ScheduleApplication.class,
            RunningService.freshDatabase(),
            "spring.mongodb.uri=mongodb://127.0.0.1:"
                + port
                + "/?directConnection=true&serverSelectionTimeoutMS=1000",
            "leergang.catalogue.retry-after=200ms")) {
      assertThat(server.get("/livez").statusCode()).isEqualTo(200);
      assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
      var unavailable = server.get("/v1/programmes");
      assertThat(unavailable.statusCode()).isEqualTo(503);
      assertThat(unavailable.headers().firstValue("Retry-After")).isPresent();

      try (var door = new Door(port, URI.create(RealServers.get().mongodbUri()))) {
        await("catalogue imported")
            .atMost(Duration.ofSeconds(30))
            .until(() -> server.get("/readyz").statusCode() == 200);
        assertThat(server.json("/v1/programmes").path("total").asInt()).isEqualTo(4);
        assertThat(door.visitors()).isPositive();
      }
    }
  }

  /** Passes bytes on from a port of its own to the real database. */
  private static final class Door implements AutoCloseable {

    private final ServerSocket listener;
    private final URI target;
    private final AtomicInteger visitors = new AtomicInteger();

    Door(int port, URI target) throws IOException {
      this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      this.target = target;
      Thread.ofVirtual().start(this::listen);
    }

    int visitors() {
      return visitors.get();
    }

    private void listen() {
      while (!listener.isClosed()) {
        try {
          Socket visitor = listener.accept();
          Socket database = new Socket(target.getHost(), target.getPort());
          visitors.incrementAndGet();
          Thread.ofVirtual().start(() -> pass(visitor, database));
          Thread.ofVirtual().start(() -> pass(database, visitor));
        } catch (IOException e) {
          return; // closed
        }
      }
    }

    private static void pass(Socket from, Socket to) {
      try (from;
          to;
          InputStream in = from.getInputStream()) {
        in.transferTo(to.getOutputStream());
      } catch (IOException e) {
        return; // one of the two hung up
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
