package nl.leergang.localrun.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodBinaryTest {

  @TempDir Path folder;

  @Test
  void prefersTheOneThatIsNamed() throws Exception {
    Path named = program(folder.resolve("mine"));
    Path onPath = program(folder.resolve("path/mongod"));
    assertThat(find(Map.of("MONGOD_BINARY", named.toString(), "PATH", parent(onPath))))
        .isEqualTo(named);
  }

  @Test
  void takesTheOneOnThePathBeforeTheCache() throws Exception {
    Path onPath = program(folder.resolve("path/mongod"));
    program(folder.resolve("cache/leergang/mongod-6.0.5/mongod"));
    assertThat(find(Map.of("PATH", parent(onPath), "XDG_CACHE_HOME", folder + "/cache")))
        .isEqualTo(onPath);
  }

  @Test
  void takesTheOneThatWasFetchedEarlier() throws Exception {
    Path cached = program(folder.resolve("cache/leergang/mongod-6.0.5/mongod"));
    assertThat(find(Map.of("PATH", "", "XDG_CACHE_HOME", folder + "/cache"))).isEqualTo(cached);
  }

  @Test
  void refusesANamedProgramThatCannotRun() {
    assertThatThrownBy(() -> find(Map.of("MONGOD_BINARY", "/nowhere/mongod")))
        .isInstanceOf(MongodMissingException.class)
        .hasMessageContaining("MONGOD_BINARY is /nowhere/mongod");
  }

  @Test
  void namesAWayWithDockerThatMakesTheSecretsFirst() {
    assertThat(MongodBinary.WAYS).contains("docker/new-env > .env && ", "docker compose up");
  }

  private Path find(Map<String, String> environment) throws Exception {
    return new MongodBinary(environment, line -> {}).find();
  }

  private static String parent(Path file) {
    return file.resolveSibling("").toString();
  }

  private static Path program(Path file) throws Exception {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
