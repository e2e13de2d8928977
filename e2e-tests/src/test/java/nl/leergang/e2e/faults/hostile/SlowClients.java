package nl.leergang.e2e.faults.hostile;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many connections that send a byte now and then: a third in the head, a third in a body, a third
 * in the body of the staff's login. Meanwhile others look at the catalogue and register.
 */
final class SlowClients implements Attack {

  private static final long LONGEST_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long NEVER = 1_000_000;

  private final int sockets;
  private final Duration duration;

  SlowClients(int sockets, Duration duration) {
    this.sockets = sockets;
    this.duration = duration;
  }

  @Override
  public String name() {
    return "slow clients";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) throws Exception {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("sockets", sockets);
    for (Map.Entry<String, URI> door : doors(target).entrySet()) {
      report.put(door.getKey(), at(door.getKey(), door.getValue(), target, found));
    }
    return report;
  }

  private static Map<String, URI> doors(Target target) {
    Map<String, URI> doors = new LinkedHashMap<>();
    doors.put("portal", target.portal());
    if (!target.door("registration").equals(target.portal())) {
      doors.put("registration", target.door("registration"));
    }
    return doors;
  }

  private Map<String, Object> at(String name, URI door, Target target, Weaknesses found)
      throws InterruptedException {
    long[] before =
        others(door, target, name + "-v", System.nanoTime() + Duration.ofSeconds(2).toNanos());
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < sockets; i++) {
        slow.add(open(door, i));
      }
      Thread dripping = Thread.ofPlatform().daemon().start(() -> drip(slow));
      long[] during = others(door, target, name + "-t", System.nanoTime() + duration.toNanos());
      dripping.interrupt();
      dripping.join();
      long p99 = p99(during);
      // On a machine that is busy with other things, everything is slow: that is no finding.
      found.unless(
          p99 < Math.max(LONGEST_MILLIS, 2 * p99(before)),
          Weakness.SLOW_FOR_OTHERS,
          "%s: p99 %d ms with %d slow clients, %d ms without"
              .formatted(name, p99, sockets, p99(before)));
      return Map.of("requests", during.length, "p99Millis", p99, "p99MillisBefore", p99(before));
    } catch (IOException e) {
      found.add(Weakness.SLOW_FOR_OTHERS, name + " takes no more connections: " + e.getMessage());
      return Map.of();
    } finally {
      slow.forEach(SlowClients::close);
    }
  }

  private static Socket open(URI door, int i) throws IOException {
    Socket socket = Wire.connect(door);
    String head =
        switch (i % 3) {
          case 0 -> "GET /v1/programmes HTTP/1.1\r\nHost: a\r\nX: ";
          case 1 ->
              "POST /v1/registrations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 9000\r\n\r\n{";
          default ->
              "POST /staff/login HTTP/1.1\r\nHost: a\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na";
        };
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void drip(List<Socket> sockets) {
    try {
      while (true) {
        Thread.sleep(1_000);
        for (Socket socket : sockets) {
          try {
            socket.getOutputStream().write('a');
          } catch (IOException e) {
            // It was sent away, which is one way to deal with it.
          }
        }
      }
    } catch (InterruptedException e) {
      // The attack is over.
    }
  }

  /** Milliseconds that somebody else waited for each answer, sorted. */
  private static long[] others(URI door, Target target, String id, long until) {
    List<Long> waited = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; System.nanoTime() < until || waited.isEmpty(); i++) {
      String body = JsonMapper.shared().writeValueAsString(People.registration(target, id + i));
      HttpRequest request =
          HttpRequest.newBuilder(door.resolve("/v1/registrations"))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      long started = System.nanoTime();
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        waited.add(status == 201 ? (System.nanoTime() - started) / 1_000_000 : NEVER);
      } catch (IOException e) {
        waited.add(NEVER);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return waited.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static long p99(long[] sorted) {
    return sorted[sorted.length * 99 / 100];
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }
}
