package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that holds little. Only who may mount can have one. */
record SmallDisk(Path folder) implements AutoCloseable {

  private static final String SIZE = "700m";

  /** Whether this user may mount. */
  static boolean possible() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("leergang-may-mount-");
    try {
      return run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())
          && run("umount", folder.toString());
    } finally {
      Files.delete(folder);
    }
  }

  /** The data of database and broker of the product in this folder will lie on it. */
  static SmallDisk below(Path data) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(data.resolveSibling("small-disk"));
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
      throw new FaultMissedException("only an administrator may mount a small disk");
    }
    Files.createDirectories(data);
    for (String server : new String[] {"mongodb", "kafka"}) {
      Files.createSymbolicLink(
          data.resolve(server), Files.createDirectories(folder.resolve(server)));
    }
    return new SmallDisk(folder);
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
