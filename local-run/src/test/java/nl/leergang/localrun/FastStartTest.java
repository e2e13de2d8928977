package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastStartTest {

  private static final String VM = "java.vm.version";
  private static final Instant BUILT = Instant.parse("2026-11-24T06:00:00Z");

  @TempDir Path checkout;

  private final String vm = System.getProperty(VM);
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    for (Service service : Service.values()) {
      write(service.jar(checkout), BUILT);
    }
    write(checkout.resolve("local-run/target/local-run-1.jar"), BUILT);
    jar = Service.PORTAL.jar(checkout);
  }

  @AfterEach
  void useTheRealJdk() {
    System.setProperty(VM, vm);
  }

  @Test
  void startsFromTheBootJarWhileNothingIsPrepared() throws Exception {
    assertStartsFromTheBootJar();
  }

  @Test
  void startsFromTheUnpackedJarWithItsCacheOnceAllIsPrepared() throws Exception {
    Path folder = prepare().folder();

    FastStart fastStart = FastStart.of(settings());
    assertThat(fastStart.options(jar, Map.of()))
        .containsExactly(
            "-XX:AOTCache=" + folder.resolve("portal.aot"),
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            "-Dspring.aot.enabled=true",
            "-jar",
            folder.resolve("portal/portal.jar").toString());
    assertThat(fastStart.cache(FastStart.KAFKA).options())
        .contains("-XX:AOTCache=" + folder.resolve("kafka.aot"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LEERGANG_FORWARD_HEADERS", "SPRING_PROFILES_ACTIVE"})
  void letsSpringDecideAnewWhereTheEnvironmentHasASay(String variable) throws Exception {
    Path folder = prepare().folder();

    assertThat(FastStart.of(settings()).options(jar, Map.of(variable, "x")))
        .doesNotContain("-Dspring.aot.enabled=true")
        .contains("-XX:AOTCache=" + FastStart.caches(folder).getLast());
  }

  @Test
  void doesNotUseWhatWasPreparedHalfway() throws Exception {
    Preparation preparation = Preparation.of(settings());
    begin(preparation);

    assertStartsFromTheBootJar();
    assertThat(Preparation.of(settings()).wasBegun()).isTrue();
  }

  @Test
  void doesNotUseWhatWasGivenUp() throws Exception {
    Preparation preparation = Preparation.of(settings());
    begin(preparation);
    preparation.giveUp();

    assertStartsFromTheBootJar();
    assertThat(Preparation.of(settings()).wasBegun()).isFalse();
  }

  @Test
  void doesNotUseWhatWasPreparedOfAnotherBuild() throws Exception {
    prepare();
    write(jar, BUILT.plusSeconds(1));

    assertStartsFromTheBootJar();
  }

  @Test
  void doesNotUseWhatWasPreparedWithOtherOptionsOfTheLauncher() throws Exception {
    prepare();
    write(checkout.resolve("local-run/target/local-run-1.jar"), BUILT.plusSeconds(1));

    assertStartsFromTheBootJar();
  }

  @Test
  void doesNotUseWhatWasPreparedWithAnotherJdk() throws Exception {
    prepare();
    System.setProperty(VM, "25.0.99+1");

    assertStartsFromTheBootJar();
  }

  @Test
  void doesNotUseItWhenToldSo() throws Exception {
    prepare();

    Settings off = new Settings(Map.of("LEERGANG_FAST_START", "off"), checkout);
    assertThat(FastStart.of(off).options(jar, Map.of())).containsExactly("-jar", jar.toString());
  }

  @Test
  void recordsInsteadOfUsingWhatWasRecordedBefore() throws Exception {
    Path folder = prepare().folder();

    assertThat(FastStart.recording(folder).cache(FastStart.MAIL).options())
        .containsExactly("-XX:AOTCacheOutput=" + folder.resolve("mail.aot"));
  }

  @Test
  void keepsTheNewestOfEarlierBuildsForWhoeverStillRunsFromIt() throws Exception {
    Path first = prepare().folder();
    Files.setLastModifiedTime(first.resolve("whole"), FileTime.from(BUILT));
    write(jar, BUILT.plusSeconds(1));
    Path second = prepare().folder();
    write(jar, BUILT.plusSeconds(2));
    Preparation interrupted = Preparation.of(settings());
    begin(interrupted);
    write(jar, BUILT.plusSeconds(3));

    begin(Preparation.of(settings()));

    assertThat(first).doesNotExist();
    assertThat(second).isDirectory();
    assertThat(interrupted.folder()).doesNotExist();
  }

  @Test
  void isPreparedByOneAtATime() throws Exception {
    try (FileChannel held = Preparation.of(settings()).lock()) {
      assertThat(held.isOpen()).isTrue();
      assertThatThrownBy(() -> Preparation.of(settings()).lock())
          .hasMessageContaining("prepared already");
    }
    Preparation.of(settings()).lock().close();
  }

  private void assertStartsFromTheBootJar() throws IOException {
    FastStart fastStart = FastStart.of(settings());
    assertThat(fastStart.options(jar, Map.of())).containsExactly("-jar", jar.toString());
    assertThat(fastStart.cache(FastStart.KAFKA).options()).isEmpty();
  }

  private Settings settings() {
    return new Settings(Map.of(), checkout);
  }

  private Preparation prepare() throws IOException {
    Preparation preparation = Preparation.of(settings());
    begin(preparation);
    preparation.end();
    return preparation;
  }

  private static void begin(Preparation preparation) throws IOException {
    try (FileChannel held = preparation.lock()) {
      preparation.begin();
      assertThat(held.isOpen()).isTrue();
    }
    for (Path cache : FastStart.caches(preparation.folder())) {
      write(cache, BUILT);
    }
  }

  private static void write(Path file, Instant modified) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
