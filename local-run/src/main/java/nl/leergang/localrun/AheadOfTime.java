package nl.leergang.localrun;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import nl.leergang.localrun.process.Launch;

/**
 * Unpacks the boot jar of a service and lets Spring work out ahead of time which beans it has: what
 * Spring's generated classes do at a start takes less than finding that out each time. That they
 * are used is said with {@code spring.aot.enabled}.
 */
final class AheadOfTime {

  // These JVMs live for seconds.
  private static final List<String> SHORT = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path jar;
  private final Path folder;

  /**
   * @param jar as the build made it
   * @param folder where it is unpacked to, beside what it needs
   */
  AheadOfTime(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  void prepare() throws IOException, InterruptedException {
    run(
        java(
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--destination",
            folder.toString()));
    Path plain = folder.resolve(jar.getFileName());
    Path work = Files.createDirectory(folder.resolve("ahead-of-time"));
    Path sources = work.resolve("sources");
    Path classes = Files.createDirectory(work.resolve("classes"));
    run(
        java(
            "-cp",
            plain.toString(),
            "org.springframework.boot.SpringApplicationAotProcessor",
            mainClass(plain),
            sources.toString(),
            work.resolve("resources").toString(),
            classes.toString(),
            "nl.leergang",
            "unpacked"));
    run(javac(plain, classes, sources));
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--update",
                "--file",
                plain.toString(),
                "-C",
                classes.toString(),
                ".");
    if (status != 0) {
      throw new IOException(plain + " could not be completed");
    }
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Launch.JAVA);
    command.addAll(SHORT);
    command.add("-Xmx256m");
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> javac(Path classPath, Path classes, Path sources) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(Launch.JAVA).resolveSibling("javac").toString());
    SHORT.forEach(option -> command.add("-J" + option));
    command.addAll(List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString()));
    // The proxies that Spring wrote as classes at once are named in the sources.
    command.addAll(List.of("-cp", classPath + File.pathSeparator + classes));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(f -> command.add("" + f));
    }
    return command;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("leergang-prepare-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("%s could not be prepared:%n%s".formatted(jar, LogTail.of(log, 15)));
      }
    } finally {
      Files.delete(log);
    }
  }
}
