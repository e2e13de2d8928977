package nl.leergang.e2e.faults.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds when all that it no longer needs is thrown away.
 *
 * @param heap kB after a collection
 * @param resident kB that the system counts
 */
record Memory(long heap, long resident) {

  /** Caches fill and classes are compiled; a leak of a kB per request would be more than this. */
  private static final double GROWTH = 1.25;

  private static final long SLACK = 8 * 1024;

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static Memory of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    long heap = heap(jcmd(pid, "GC.heap_info"));
    return new Memory(heap, first(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status"))));
  }

  static void compare(String name, Memory before, Memory after, Weaknesses found) {
    found.unless(
        after.heap <= before.heap * GROWTH + SLACK,
        Weakness.MEMORY,
        "%s: heap after collection %d kB, before %d kB".formatted(name, after.heap, before.heap));
  }

  Map<String, Long> report() {
    Map<String, Long> report = new LinkedHashMap<>();
    report.put("heapAfterCollectionKb", heap);
    report.put("residentKb", resident);
    return report;
  }

  /** Of each generation; classes are no heap. */
  static long heap(String info) {
    return info.lines()
        .filter(line -> !line.contains("etaspace") && !line.contains("class space"))
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(used -> Long.parseLong(used.group(1)))
        .sum();
  }

  private static long first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("No " + pattern + " in " + text);
    }
    return Long.parseLong(found.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(program.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + output);
    }
    return output;
  }
}
