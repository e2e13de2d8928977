package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

  private final ProcessHandle self = ProcessHandle.current();
  private final ProcessIdentity identity = ProcessIdentity.of(self);

  @Test
  void findsTheProcessThatItWasMadeOf() {
    assertThat(identity.find()).contains(self);
  }

  @Test
  void doesNotTakeALaterProcessWithTheSameIdForIt() {
    assertThat(new ProcessIdentity(self.pid(), identity.start() + "0").find()).isEmpty();
  }

  @Test
  void findsNothingOfAProcessThatHasEnded() throws Exception {
    Process process = new ProcessBuilder("/bin/sh", "-c", "read -r _").start();
    ProcessIdentity ended = ProcessIdentity.of(process.toHandle());
    assertThat(ended.find()).contains(process.toHandle());
    process.getOutputStream().close();
    process.waitFor();
    assertThat(ended.find()).isEmpty();
  }

  @Test
  void comesWholeOutOfARecord(@TempDir Path folder) throws Exception {
    new RunRecord("web", List.of(identity), "8080", "", Instant.EPOCH).write(folder);
    assertThat(RunRecord.readAll(folder).getFirst().processes()).containsExactly(identity);
  }

  /** The kernel's own count, not an instant: that one moves when the clock is corrected. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsAProcessByTheTicksFromTheBootToItsStart() throws Exception {
    String stat = Files.readString(Path.of("/proc", Long.toString(self.pid()), "stat"));
    assertThat(identity.start()).endsWith("+" + ProcessIdentity.startTicks(stat));
  }

  @Test
  void readsTheTicksBehindANameWithBlanksAndBrackets() {
    assertThat(
            ProcessIdentity.startTicks(
                "4711 (a) 1 (b c) S 1 4711 4711 0 -1 4194560 5 6 7 8 9 10 11 12 20 0 1 0 987654 13 14\n"))
        .isEqualTo("987654");
  }
}
