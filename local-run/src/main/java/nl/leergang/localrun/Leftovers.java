package nl.leergang.localrun;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of an earlier run that are still there, since their launcher was killed just now. */
final class Leftovers {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path runFolder;
  private final Screen screen;

  Leftovers(Path runFolder, Screen screen) {
    this.runFolder = runFolder;
    this.screen = screen;
  }

  /** Stops them all; only call while holding the lock of the data folder. */
  void stop() throws IOException {
    List<RunRecord> records =
        RunRecord.readAll(runFolder).stream()
            .filter(record -> !record.name().equals(Up.LAUNCHER))
            .toList();
    List<RunRecord> living = records.stream().filter(record -> !record.living().isEmpty()).toList();
    for (RunRecord record : living) {
      screen.progress(record.name(), "is still there from an earlier run and is stopped");
      record.living().forEach(ProcessHandle::destroy);
    }
    for (RunRecord record : living) {
      record.living().forEach(Leftovers::awaitEnd);
    }
    for (RunRecord record : records) {
      RunRecord.remove(runFolder, record.name());
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
