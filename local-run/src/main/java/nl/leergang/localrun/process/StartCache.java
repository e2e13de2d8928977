package nl.leergang.localrun.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM keeps of a run of a program so that the next one starts faster: loaded and linked
 * classes (JEP 483 and 514). The JVM checks by itself whether a cache fits its version, options and
 * class path, and starts without it where it does not.
 *
 * @param file the cache; null for none
 * @param recording whether the run makes the cache, when it ends, instead of using it
 */
public record StartCache(@Nullable Path file, boolean recording) {

  public static final StartCache NONE = new StartCache(null, false);

  /** Options for the JVM, before the class path. */
  public List<String> options() {
    if (file == null) {
      return List.of();
    }
    if (recording) {
      return List.of("-XX:AOTCacheOutput=" + file);
    }
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    // With the profiles of the recorded run the JVM at once compiles all that was ever hot in it.
    // Seven at a time do that on two cores, where each has better things to do.
    return List.of(
        "-XX:AOTCache=" + file, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining");
  }
}
