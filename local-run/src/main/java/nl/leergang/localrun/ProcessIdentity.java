package nl.leergang.localrun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, told from a later one with the same id by when it started.
 *
 * @param start says the same whoever reads it and whenever, and is not for people
 */
record ProcessIdentity(long pid, String start) {

  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");

  static ProcessIdentity of(ProcessHandle handle) {
    return new ProcessIdentity(handle.pid(), start(handle));
  }

  /** As {@link #toString()} wrote it. */
  static ProcessIdentity parse(String text) {
    int blank = text.indexOf(' ');
    return new ProcessIdentity(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1));
  }

  @Override
  public String toString() {
    return pid + " " + start;
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(h -> of(h).equals(this));
  }

  /**
   * On Linux the tick since the boot, and which boot. An instant would not do: each JVM reckons it
   * from the time of the boot, which moves whenever the clock is corrected.
   */
  private static String start(ProcessHandle handle) {
    try {
      String stat =
          Files.readString(
              PROC.resolve(Long.toString(handle.pid())).resolve("stat"),
              StandardCharsets.ISO_8859_1);
      return Files.readString(BOOT, StandardCharsets.US_ASCII).strip() + "+" + startTicks(stat);
    } catch (IOException e) {
      // No Linux; there the system keeps the instant itself. Or the process has just ended.
      return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }

  /** Field 22 of proc_pid_stat(5). */
  static String startTicks(String stat) {
    // The name, in brackets, may hold blanks and brackets; after it comes field 3.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[22 - 3];
  }
}
