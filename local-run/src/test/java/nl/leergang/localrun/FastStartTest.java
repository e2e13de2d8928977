package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastStartTest {

  private static final Instant BUILT = Instant.parse("2026-11-24T06:00:00Z");

  @TempDir Path checkout;

  private Path jar;
  private Path unpacked;
  private FastStart fastStart;

  @BeforeEach
  void build() throws Exception {
    fastStart = FastStart.of(new Settings(Map.of(), checkout));
    jar = write(Service.PORTAL.jar(checkout), BUILT);
    unpacked = fastStart.unpacked(jar).resolve("portal.jar");
  }

  @Test
  void startsFromTheBootJarUntilItIsUnpacked() throws Exception {
    assertThat(fastStart.startable(jar)).isEqualTo(jar);
    assertThat(fastStart.cache("portal").options()).isEmpty();
  }

  @Test
  void startsFromTheUnpackedJarWithItsCache() throws Exception {
    write(unpacked, BUILT.plusSeconds(60));
    Path cache = write(fastStart.cache("portal").file(), BUILT.plusSeconds(90));

    assertThat(fastStart.startable(jar)).isEqualTo(unpacked);
    assertThat(fastStart.cache("portal").options()).containsExactly("-XX:AOTCache=" + cache);
  }

  @Test
  void leavesAnUnpackedJarAloneThatIsOlderThanTheBuild() throws Exception {
    write(unpacked, BUILT.minusSeconds(60));

    assertThat(fastStart.startable(jar)).isEqualTo(jar);
  }

  @Test
  void recordsInsteadOfUsingWhatWasRecordedBefore() throws Exception {
    FastStart recording = FastStart.recording(new Settings(Map.of(), checkout));
    Path cache = write(recording.cache("portal").file(), BUILT);

    assertThat(recording.cache("portal").options()).containsExactly("-XX:AOTCacheOutput=" + cache);
  }

  private static Path write(Path file, Instant modified) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return file;
  }
}
