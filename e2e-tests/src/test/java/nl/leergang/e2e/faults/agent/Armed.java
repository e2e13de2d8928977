package nl.leergang.e2e.faults.agent;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Reads in the services what the rig has written into a folder. */
public final class Armed {

  static final String FOLDER = "leergang.faults.armed";
  static final String CLOCK = "clock";

  private static final long LOOK_EVERY_NANOS = 200_000_000;

  private static volatile long offsetMillis;
  private static volatile long nextLook;

  private Armed() {}

  /** Ends the process where this point is armed; whoever removes the file first, and only once. */
  public static void reached(String point) {
    if (new File(System.getProperty(FOLDER), point).delete()) {
      // As SIGKILL: no hook runs, nothing is flushed.
      Runtime.getRuntime().halt(137);
    }
  }

  /** What the clock shows instead. */
  public static Instant moved(Instant now) {
    long look = nextLook;
    long nanos = System.nanoTime();
    if (nanos - look >= 0) {
      // Before reading: reading may itself ask for the time.
      nextLook = nanos + LOOK_EVERY_NANOS;
      offsetMillis = read();
    }
    return offsetMillis == 0 ? now : now.plusMillis(offsetMillis);
  }

  private static long read() {
    Path clock = Path.of(System.getProperty(FOLDER), CLOCK);
    try {
      return Files.exists(clock) ? Long.parseLong(Files.readString(clock).strip()) : 0;
    } catch (java.io.IOException | NumberFormatException e) {
      // Just being written.
      return offsetMillis;
    }
  }
}
