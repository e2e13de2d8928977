package nl.leergang.localrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.localrun.process.StartCache;

/**
 * Unpacked jars and caches with which the programs start faster, made once per build by {@link
 * Training}. Without them the product starts from its boot jars, slower.
 */
final class FastStart {

  private final Path folder;
  private final boolean recording;

  private FastStart(Path folder, boolean recording) {
    this.folder = folder;
    this.recording = recording;
  }

  static FastStart of(Settings settings) {
    return new FastStart(folder(settings), false);
  }

  /** For the run that makes the caches. */
  static FastStart recording(Settings settings) {
    return new FastStart(folder(settings), true);
  }

  private static Path folder(Settings settings) {
    return settings.checkout().resolve("local-run").resolve("target").resolve("fast-start");
  }

  StartCache cache(String program) {
    return new StartCache(folder.resolve(program + ".aot"), recording);
  }

  /** Options for the JVM of a service, up to and with the jar that it starts from. */
  List<String> options(Path jar) throws IOException {
    Path startable = startable(jar);
    List<String> options = new ArrayList<>();
    if (!startable.equals(jar)) {
      options.addAll(cache(name(jar)).options());
    }
    options.addAll(List.of("-jar", startable.toString()));
    return options;
  }

  private static String name(Path jar) {
    return String.valueOf(jar.getFileName()).replace(".jar", "");
  }

  /** Where the jar of a service is unpacked to; a cache needs plain jars on the class path. */
  Path unpacked(Path jar) {
    return folder.resolve(name(jar));
  }

  /** The jar to start a service from: the unpacked one, unless that is missing or older. */
  Path startable(Path jar) throws IOException {
    Path unpacked = unpacked(jar).resolve(String.valueOf(jar.getFileName()));
    return Files.isRegularFile(unpacked)
            && Files.isRegularFile(jar)
            && Files.getLastModifiedTime(unpacked).compareTo(Files.getLastModifiedTime(jar)) >= 0
        ? unpacked
        : jar;
  }
}
