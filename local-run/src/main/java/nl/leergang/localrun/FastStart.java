package nl.leergang.localrun;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.leergang.localrun.process.StartCache;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked jars and caches with which the programs start faster, made once per build by {@link
 * Training}. Without them the product starts from its boot jars, slower.
 */
final class FastStart {

  static final String KAFKA = "kafka";
  static final String MAIL = "mail";

  private final @Nullable Path folder;
  private final boolean recording;

  private FastStart(@Nullable Path folder, boolean recording) {
    this.folder = folder;
    this.recording = recording;
  }

  /** What was prepared of this build for this JDK, if all of it is there and nobody forbids it. */
  static FastStart of(Settings settings) throws IOException {
    Preparation preparation = Preparation.of(settings);
    boolean usable = isWanted(settings) && preparation.isWhole();
    return new FastStart(usable ? preparation.folder() : null, false);
  }

  /** For the run that makes the caches in this folder. */
  static FastStart recording(Path folder) {
    return new FastStart(folder, true);
  }

  static boolean isWanted(Settings settings) {
    return !settings.text("LEERGANG_FAST_START").orElse("on").equals("off");
  }

  StartCache cache(String program) {
    return folder == null ? StartCache.NONE : new StartCache(cache(folder, program), recording);
  }

  private static Path cache(Path folder, String program) {
    return folder.resolve(program + ".aot");
  }

  /** What is in a folder once the run is over. */
  static List<Path> caches(Path folder) {
    return Stream.concat(
            Stream.of(KAFKA, MAIL), Arrays.stream(Service.values()).map(Service::module))
        .map(program -> cache(folder, program))
        .toList();
  }

  /**
   * Options for the JVM of a service, up to and with the jar that it starts from.
   *
   * @param environment in which it runs
   */
  List<String> options(Path jar, Map<String, String> environment) {
    List<String> options = new ArrayList<>(cache(name(jar)).options());
    if (folder != null && environment.keySet().stream().noneMatch(FastStart::decidesOnBeans)) {
      options.add("-Dspring.aot.enabled=true");
    }
    options.addAll(List.of("-jar", startable(jar).toString()));
    return options;
  }

  /** Spring has decided already, so someone who sets these would not be heard. */
  private static boolean decidesOnBeans(String variable) {
    return variable.equals("LEERGANG_JAVA_OPTIONS")
        || variable.equals("LEERGANG_FORWARD_HEADERS")
        || Stream.of("SPRING_", "SERVER_", "MANAGEMENT_").anyMatch(variable::startsWith);
  }

  /** A cache needs plain jars on the class path, so it comes with an unpacked one. */
  private Path startable(Path jar) {
    return folder == null ? jar : unpacked(folder, jar).resolve(name(jar) + ".jar");
  }

  /** Where below the folder the jar of a service is unpacked to. */
  static Path unpacked(Path folder, Path jar) {
    return folder.resolve(name(jar));
  }

  private static String name(Path jar) {
    return String.valueOf(jar.getFileName()).replace(".jar", "");
  }
}
