package nl.leergang.localrun.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start one child process.
 *
 * @param name shown to people and used for file names
 * @param command program and arguments
 * @param environment added to the environment of this JVM
 * @param log receives standard output and standard error; grows to a bounded size
 * @param orphanGrace how long the program may take to stop by itself after the JVM that started it
 *     is gone; then it is killed
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Duration orphanGrace) {

  /** The java program of the JDK that runs this JVM. */
  public static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
