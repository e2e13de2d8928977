package nl.leergang.e2e.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the product is started with.
 *
 * @param folder for data, logs and the mailbox
 * @param seed of the people
 * @param javaOptions of the four applications; with any, they start without what Spring has worked
 *     out beforehand
 * @param smallDisk whether database and broker have a small disk of their own
 * @param patience how long the product may take to finish what the faults left
 */
record Setup(
    Path folder, long seed, List<String> javaOptions, boolean smallDisk, Duration patience) {

  static Setup in(Path folder, long seed) {
    return new Setup(folder, seed, List.of(), false, Duration.ofMinutes(12));
  }

  /** Leases and the reconciler's patience are seconds and not a minute: for short runs. */
  Setup hurried() {
    return new Setup(folder, seed, javaOptions, smallDisk, Duration.ofMinutes(3))
        .with("-Dleergang.mail.lease=10s")
        .with("-Dleergang.registration.reconcile-after=5s")
        .with("-Dleergang.registration.reconcile-every=2s");
  }

  Setup with(String javaOption) {
    List<String> more = new ArrayList<>(javaOptions);
    if (!more.contains(javaOption)) {
      more.add(javaOption);
    }
    return new Setup(folder, seed, List.copyOf(more), smallDisk, patience);
  }

  Setup onSmallDisk() {
    return new Setup(folder, seed, javaOptions, true, patience);
  }

  /** Where somebody arms a crash or moves the clock. */
  Path armed() {
    return folder.resolve("armed");
  }
}
