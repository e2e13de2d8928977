package nl.leergang.e2e.faults.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The rig's side of the agent.
 *
 * @param folder in which the services look
 */
public record Trigger(Path folder) {

  /** The next service that comes to this point ends there. */
  public void arm(CrashPoint point) throws IOException {
    Files.writeString(folder.resolve(point.name()), "");
  }

  /** From now on the services' clock is off by so much. */
  public void moveClock(Duration offset) throws IOException {
    Files.writeString(folder.resolve(Armed.CLOCK), Long.toString(offset.toMillis()));
  }
}
