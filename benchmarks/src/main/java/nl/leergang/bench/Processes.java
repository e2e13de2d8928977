package nl.leergang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the processes under test use, as Linux counts it. A process may be started again under the
 * same name; each look goes to the one that runs now.
 */
final class Processes {

  private static final double TICKS_PER_SECOND = 100;

  private final Map<String, LongSupplier> pids;

  Processes(Map<String, LongSupplier> pids) {
    this.pids = new LinkedHashMap<>(pids);
  }

  /** User and system time since each one's start. */
  Map<String, Double> cpuSeconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    pids.forEach((name, pid) -> seconds.put(name, cpuSeconds(pid.getAsLong())));
    return seconds;
  }

  /** Proportional set size: shared pages are divided among those who share them. */
  Map<String, Double> megabytes() {
    Map<String, Double> megabytes = new LinkedHashMap<>();
    pids.forEach((name, pid) -> megabytes.put(name, megabytes(pid.getAsLong())));
    return megabytes;
  }

  static double cpuSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name in brackets may hold blanks; utime and stime are fields 14 and 15.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  static double megabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
              .filter(line -> line.startsWith("Pss:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024.0;
    } catch (IOException e) {
      return 0;
    }
  }
}
