package nl.leergang.localrun;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the product keeps on this machine, and the secrets in it. */
final class DataFolder {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  // Without those that are mistaken for another when they are typed over.
  private static final String PASSWORD_LETTERS =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int PASSWORD_LENGTH = 16;

  /** All that the product ever writes here; {@code reset} deletes these and nothing else. */
  private static final List<String> ENTRIES =
      List.of(
          "kafka", "mongodb", "mail", "logs", "run", "cache", "token.key", "staff-accounts.json");

  private final Path root;
  private final SecureRandom random = new SecureRandom();

  DataFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path mongodb() {
    return root.resolve("mongodb");
  }

  Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  Path run() {
    return root.resolve("run");
  }

  /** The right to run the product on this folder; the kernel takes it back from a dead process. */
  Optional<FileChannel> lock() throws IOException {
    Files.createDirectories(run());
    FileChannel channel =
        FileChannel.open(
            run().resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another launcher in this very JVM.
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  /** The key with which the portal signs its tokens for the services; made at the first start. */
  String tokenKey() throws IOException {
    Path file = root.resolve("token.key");
    if (!Files.exists(file)) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      Files.createDirectories(root);
      Path fresh =
          Files.createTempFile(
              root, "token", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }

  boolean hasStaffAccounts() {
    return Files.exists(root.resolve("staff-accounts.json"));
  }

  String newPassword() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    }
    return password.toString();
  }

  boolean isEmpty() {
    return ENTRIES.stream()
        .filter(entry -> !entry.equals("run"))
        .noneMatch(entry -> Files.exists(root.resolve(entry)));
  }

  /** Deletes everything that the product has written, and the folder if nothing else is in it. */
  void delete() throws IOException {
    for (String entry : ENTRIES) {
      Path path = root.resolve(entry);
      if (Files.exists(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    try (Stream<Path> rest = Files.list(root)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(root);
  }
}
