package nl.leergang.localrun;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a running launcher tells other terminals about one of its processes, or about itself.
 *
 * @param processes everything that must be gone before this counts as stopped; the first is the
 *     program itself
 * @param ports for people, "1025, 8025"
 * @param health to be asked for 200; empty where there is no such address
 */
record RunRecord(
    String name, List<ProcessIdentity> processes, String ports, String health, Instant since) {

  private static final String SUFFIX = ".process";

  boolean isAlive() {
    return !processes.isEmpty() && processes.getFirst().find().isPresent();
  }

  List<ProcessHandle> living() {
    return processes.stream().flatMap(identity -> identity.find().stream()).toList();
  }

  void write(Path folder) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("ports", ports);
    properties.setProperty("health", health);
    properties.setProperty("since", since.toString());
    for (int i = 0; i < processes.size(); i++) {
      properties.setProperty("process." + i, processes.get(i).toString());
    }
    Files.createDirectories(folder);
    Path next = folder.resolve(name + ".next");
    try (Writer out = Files.newBufferedWriter(next)) {
      properties.store(out, null);
    }
    Files.move(
        next,
        folder.resolve(name + SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void remove(Path folder, String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + SUFFIX));
  }

  static List<RunRecord> readAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<RunRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String fileName = file.getFileName().toString();
        if (fileName.endsWith(SUFFIX)) {
          String name = fileName.substring(0, fileName.length() - SUFFIX.length());
          records.add(read(file, name));
        }
      }
    }
    return records;
  }

  private static RunRecord read(Path file, String name) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    List<ProcessIdentity> processes = new ArrayList<>();
    for (int i = 0; properties.containsKey("process." + i); i++) {
      processes.add(ProcessIdentity.parse(properties.getProperty("process." + i, "")));
    }
    return new RunRecord(
        name,
        processes,
        properties.getProperty("ports", ""),
        properties.getProperty("health", ""),
        Instant.parse(properties.getProperty("since", Instant.EPOCH.toString())));
  }
}
