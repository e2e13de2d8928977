package nl.leergang.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Watches processes from its making until {@link #stop}. */
final class CostMeter {

  // The kernel walks through all pages for it, and the process waits meanwhile.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final Processes processes;
  private final Map<String, Double> before;
  private final Thread watch;
  private volatile double peak;

  CostMeter(Processes processes) {
    this.processes = processes;
    this.before = processes.cpuSeconds();
    this.watch = Thread.ofPlatform().daemon().name("memory").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    double now = processes.megabytes().values().stream().mapToDouble(Double::doubleValue).sum();
    peak = Math.max(peak, now);
  }

  Cost stop() throws InterruptedException {
    watch.interrupt();
    watch.join();
    look();
    Map<String, Double> used = new LinkedHashMap<>();
    processes
        .cpuSeconds()
        .forEach((name, now) -> used.put(name, Math.max(0, now - before.getOrDefault(name, 0.0))));
    return new Cost(used, peak);
  }
}
