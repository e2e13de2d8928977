package nl.leergang.e2e.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the product is started with.
 *
 * @param folder for data, logs and the mailbox
 * @param seed of the people
 * @param javaOptions of the four applications
 * @param smallDisk whether database and broker have a small disk of their own
 */
record Setup(Path folder, long seed, List<String> javaOptions, boolean smallDisk) {

  static Setup in(Path folder, long seed) {
    return new Setup(folder, seed, List.of("-XX:TieredStopAtLevel=1"), false);
  }

  Setup with(String javaOption) {
    List<String> more = new ArrayList<>(javaOptions);
    if (!more.contains(javaOption)) {
      more.add(javaOption);
    }
    return new Setup(folder, seed, List.copyOf(more), smallDisk);
  }

  Setup onSmallDisk() {
    return new Setup(folder, seed, javaOptions, true);
  }

  /** Where somebody arms a crash or moves the clock. */
  Path armed() {
    return folder.resolve("armed");
  }
}
