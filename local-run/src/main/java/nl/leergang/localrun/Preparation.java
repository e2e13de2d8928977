package nl.leergang.localrun;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with what one build of the product starts faster with, on one JDK and in one place.
 * Another build or another JDK has a folder of its own. What is in it counts once it is whole.
 */
final class Preparation {

  private static final String WHOLE = "whole";

  private final Path all;
  private final Path folder;

  private Preparation(Path all, Path folder) {
    this.all = all;
    this.folder = folder;
  }

  static Preparation of(Settings settings) throws IOException {
    Path checkout = settings.checkout();
    Path all = checkout.resolve("local-run").resolve("target").resolve("fast-start");
    return new Preparation(all, all.resolve(key(checkout)));
  }

  Path folder() {
    return folder;
  }

  boolean isWhole() {
    return Files.isRegularFile(folder.resolve(WHOLE));
  }

  /** Begun, and neither ended nor given up: the one who did it was killed, or still does it. */
  boolean wasBegun() {
    return Files.isDirectory(folder) && !isWhole();
  }

  /** Makes an empty folder of it. Whoever holds the lock may do so. */
  void begin() throws IOException {
    for (Path other : others()) {
      delete(other);
    }
    delete(folder);
    Files.createDirectories(folder);
  }

  /** From now on it counts. */
  void end() throws IOException {
    Path mark = folder.resolve(WHOLE + ".next");
    Files.writeString(mark, jdk() + "\n");
    Files.move(mark, folder.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
  }

  void giveUp() throws IOException {
    delete(folder);
  }

  /** One at a time makes a preparation here; the kernel takes the lock back from a dead process. */
  FileChannel lock() throws IOException {
    Files.createDirectories(all);
    FileChannel channel =
        FileChannel.open(all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else in this very JVM.
    }
    channel.close();
    throw new IOException("it is being prepared already, by another process");
  }

  /** All but the newest that is whole: a product that still runs may have been started from it. */
  private List<Path> others() throws IOException {
    List<Path> others = new ArrayList<>();
    try (Stream<Path> found = Files.list(all)) {
      found.filter(Files::isDirectory).filter(path -> !path.equals(folder)).forEach(others::add);
    }
    others.stream()
        .map(other -> other.resolve(WHOLE))
        .filter(Files::isRegularFile)
        .max(Comparator.comparing(mark -> mark.toFile().lastModified()))
        .ifPresent(newest -> others.remove(newest.getParent()));
    return others;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String key(Path checkout) throws IOException {
    StringBuilder what = new StringBuilder(jdk()).append('\n').append(checkout).append('\n');
    for (Service service : Service.values()) {
      append(what, service.jar(checkout));
    }
    // The launcher's own jar: it decides with which options the programs start.
    Path target = checkout.resolve("local-run").resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "local-run-*.jar")) {
        for (Path jar : jars) {
          append(what, jar);
        }
      }
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(what.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static void append(StringBuilder what, Path jar) throws IOException {
    what.append(jar.getFileName());
    if (Files.isRegularFile(jar)) {
      what.append(' ').append(Files.size(jar)).append(' ').append(Files.getLastModifiedTime(jar));
    }
    what.append('\n');
  }

  private static String jdk() {
    return String.join(
        " ",
        System.getProperty("java.home"),
        System.getProperty("java.vendor.version", ""),
        System.getProperty("java.vm.version"));
  }
}
