package nl.leergang.e2e.faults.agent;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The rig's side of the agent.
 *
 * @param folder in which the services look
 */
public record Trigger(Path folder) {

  /**
   * Puts the agent into a service that runs. Not when it starts: with an agent from the first
   * moment on, it would start without what its fast start has recorded.
   */
  public void hook(long pid, String service) throws IOException {
    Path agent = folder.resolve("agent.jar");
    try {
      if (!Files.exists(agent)) {
        AgentJar.in(folder);
      }
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        machine.loadAgent(agent.toString(), folder + "," + service);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException
        | URISyntaxException e) {
      throw new IOException("no agent in " + pid, e);
    }
  }

  /** From now on every service with the agent does this wrong. */
  public void breakIt(Breakage breakage) throws IOException {
    Files.writeString(folder.resolve(breakage.name()), "");
  }

  /** From now on it is right again. */
  public void mend(Breakage breakage) throws IOException {
    Files.deleteIfExists(folder.resolve(breakage.name()));
  }

  /** The next service that comes to this point ends there. */
  public void arm(CrashPoint point) throws IOException {
    Files.writeString(folder.resolve(point.name()), "");
  }

  /** From now on the services' clock is off by so much. */
  public void moveClock(Duration offset) throws IOException {
    Files.writeString(folder.resolve(Armed.CLOCK), Long.toString(offset.toMillis()));
  }
}
