package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Says how it stands, on the screen and in a file, until it is closed. */
final class Progress implements AutoCloseable {

  private static final long EVERY_MILLIS = 15_000;

  private final Rig rig;
  private final Path file;
  private final Instant begun = Instant.now();
  private final Thread thread;

  Progress(Rig rig, Path file) {
    this.rig = rig;
    this.file = file;
    this.thread = Thread.ofPlatform().daemon().name("progress").start(this::say);
  }

  private void say() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        Map<String, Object> now = rig.progress();
        System.out.printf("  %4d s %s%n", Duration.between(begun, Instant.now()).toSeconds(), now);
        write(now);
      }
    } catch (InterruptedException e) {
      // Closed.
      return;
    }
  }

  private void write(Map<String, Object> now) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, JsonMapper.shared().writeValueAsString(now));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      System.out.println("  progress not written: " + e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
