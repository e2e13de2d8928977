package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;

/**
 * {@code ./leergang up} on new data until all four applications are ready, and what it holds idle.
 */
record Starting(String name, String what) implements Scenario {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int IDLE_SECONDS = 30;

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    for (int round = 1; round <= bench.options().rounds(); round++) {
      Run run = once(bench, round);
      bench.say("round %d: %s", round, run.figures());
      runs.add(run);
    }
    return runs;
  }

  private static Run once(Bench bench, int round) throws IOException, InterruptedException {
    Path folder = bench.fresh("start");
    Map<String, String> ports = Product.freePorts();
    List<URI> ready =
        Arrays.stream(Service.values())
            .map(service -> URI.create("http://127.0.0.1:" + ports.get(service.portVariable())))
            .toList();
    ProcessBuilder command =
        new ProcessBuilder(bench.checkout().resolve("leergang").toString(), "up")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("up.log").toFile());
    command.environment().put("LEERGANG_DATA_DIR", folder.resolve("data").toString());
    command.environment().putAll(ports);
    long started = System.nanoTime();
    Process launcher = command.start();
    try {
      for (URI service : ready) {
        awaitReady(service, launcher);
      }
      double upSeconds = (System.nanoTime() - started) / 1e9;
      double cpuSeconds = all(launcher).mapToDouble(Processes::cpuSeconds).sum();
      // The time in which memory settles is part of what is measured, not a wait for a state.
      Thread.sleep(Duration.ofSeconds(bench.options().seconds(IDLE_SECONDS)));
      double megabytes = all(launcher).mapToDouble(Processes::megabytes).sum();
      return new Run(
          "product",
          round,
          null,
          new Cost(Map.of("all", cpuSeconds), megabytes),
          Map.of("upSeconds", upSeconds, "idleMegabytes", megabytes));
    } finally {
      launcher.destroy();
      launcher.waitFor();
    }
  }

  private static Stream<Long> all(Process launcher) {
    return Stream.concat(Stream.of(launcher.toHandle()), launcher.descendants())
        .map(ProcessHandle::pid);
  }

  private static void awaitReady(URI service, Process launcher)
      throws IOException, InterruptedException {
    Http http = new Http(service);
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!isReady(http)) {
      if (!launcher.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IOException("./leergang up did not get " + service + " ready");
      }
      Thread.sleep(50);
    }
  }

  private static boolean isReady(Http service) throws InterruptedException {
    try {
      service.text("/readyz");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
