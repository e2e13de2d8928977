package nl.leergang.localrun.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real JVM: its options for these caches are not the same in every version. */
class StartCacheTest {

  @TempDir Path folder;

  @Test
  void recordsOneRunForTheNext() throws Exception {
    Path file = folder.resolve("hello.aot");
    assertThat(new StartCache(file, false).options()).isEmpty();

    assertThat(run(new StartCache(file, true))).contains("hello");

    assertThat(file).isNotEmptyFile();
    // "on" makes the JVM refuse to start without the cache.
    assertThat(run(new StartCache(file, false), "-XX:AOTMode=on")).isEqualTo("hello\n");
  }

  private String run(StartCache cache, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(Launch.JAVA, "-XX:+UseSerialGC"));
    command.addAll(List.of(more));
    command.addAll(cache.options());
    command.addAll(List.of("-cp", jar().toString(), Hello.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("hello.jar");
    if (Files.exists(jar)) {
      return jar; // a cache holds for this very file
    }
    String entry = Hello.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = StartCacheTest.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }

  static final class Hello {

    private Hello() {}

    public static void main(String[] args) {
      System.out.println("hello");
    }
  }
}
