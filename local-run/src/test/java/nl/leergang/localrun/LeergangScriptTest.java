package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the script finds a JDK, on machines made up of folders with little scripts in them. */
class LeergangScriptTest {

  private static final Path SCRIPT = Path.of("..", "leergang").toAbsolutePath().normalize();

  @TempDir Path machine;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void haveNoJdk() throws IOException {
    Path tools = Files.createDirectories(machine.resolve("bin"));
    for (String tool : List.of("sh", "sed", "head", "dirname", "cat", "find", "paste", "tr")) {
      Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin") : Path.of("/bin");
      Files.createSymbolicLink(tools.resolve(tool), real.resolve(tool));
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", machine.resolve("home").toString());
    environment.put("LEERGANG_JDK_ROOTS", machine.resolve("jvm").toString());
  }

  @Test
  void prefersJavaHome() throws Exception {
    Path chosen = jdk("chosen", "25.0.1");
    jdk("jvm/other", "26");
    environment.put("JAVA_HOME", chosen.toString());
    assertThat(findJdk()).isEqualTo(new Answer(0, chosen + "\n"));
  }

  @Test
  void passesOverAnOlderJavaHomeAndFindsAnInstalledOne() throws Exception {
    environment.put("JAVA_HOME", jdk("old", "17.0.2").toString());
    jdk("jvm/java-21", "21.0.9");
    Path found = jdk("jvm/temurin 25", "25.0.1");
    assertThat(findJdk()).isEqualTo(new Answer(0, found + "\n"));
  }

  @Test
  void passesOverARuntimeWithoutCompiler() throws Exception {
    Files.delete(jdk("jvm/jre-25", "25").resolve("bin/javac"));
    Path found = jdk("jvm/jdk-26", "26-ea");
    assertThat(findJdk()).isEqualTo(new Answer(0, found + "\n"));
  }

  @Test
  void findsMacFolders() throws Exception {
    Path found = jdk("jvm/temurin-25.jdk/Contents/Home", "25");
    assertThat(findJdk()).isEqualTo(new Answer(0, found + "\n"));
  }

  @Test
  void saysWhatToInstallWhenThereIsNone() throws Exception {
    jdk("jvm/java-17", "17.0.2");
    Answer answer = findJdk();
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.output()).contains("needs a JDK 25", "temurin-25-jdk", "JAVA_HOME");
  }

  @Test
  void explainsItselfWhenUsedWrongly() throws Exception {
    Answer answer = run("start");
    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.output()).contains("Usage: ./leergang COMMAND", "logs SERVICE");
  }

  private Path jdk(String folder, String version) throws IOException {
    Path home = machine.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return home;
  }

  private Answer findJdk() throws Exception {
    return run("find-jdk");
  }

  private Answer run(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", SCRIPT.toString(), command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), output);
  }

  private record Answer(int status, String output) {}
}
