package nl.leergang.e2e.faults.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** The agent as the JVM wants it: a jar, made from the classes of this one. */
final class AgentJar {

  private static final List<Class<?>> AGENT =
      List.of(
          FaultAgent.class,
          FaultAgent.Point.class,
          FaultAgent.Enter.class,
          FaultAgent.Exit.class,
          FaultAgent.Now.class,
          CrashPoint.class,
          Breakage.class,
          Breakages.class,
          Breakages.SeatCondition.class,
          Breakages.NotStored.class,
          Breakages.OtherIdentity.class,
          Breakages.NotSent.class,
          Breakages.NoFence.class,
          Breakages.MailKept.class,
          Breakages.MailTwice.class,
          Breakages.Wrong.class);

  private AgentJar() {}

  /** Makes it in a folder, which is also where it looks for what is armed. */
  static Path in(Path folder) throws IOException, URISyntaxException {
    Files.createDirectories(folder);
    // The advice ends up in classes of the JDK too, which see the boot class path only.
    Path helper = folder.resolve("helper.jar");
    write(helper, new Manifest(), List.of(Armed.class, Armed.Yes.class));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Agent-Class", FaultAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Can-Redefine-Classes", "true");
    main.putValue("Boot-Class-Path", helper.getFileName().toString());
    Path library =
        Path.of(ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    main.put(Attributes.Name.CLASS_PATH, library.toUri().toString());
    Path agent = folder.resolve("agent.jar");
    write(agent, manifest, AGENT);
    return agent;
  }

  private static void write(Path jar, Manifest manifest, List<Class<?>> classes)
      throws IOException {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
      }
    }
  }
}
