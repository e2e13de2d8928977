package nl.leergang.localrun;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, and what is added to it. */
final class LogTail {

  private static final int WINDOW = 256 * 1024;

  private LogTail() {}

  /** The last lines; empty where there is no such file. */
  static String of(Path log, int lines) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - WINDOW);
      file.seek(from);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
  }

  /** Prints what is added from now on, until interrupted or until the reader is gone. */
  static void follow(Path log, PrintStream out) throws IOException, InterruptedException {
    long position = Files.exists(log) ? Files.size(log) : 0;
    byte[] buffer = new byte[16 * 1024];
    while (!out.checkError()) {
      long size = Files.exists(log) ? Files.size(log) : 0;
      if (size < position) {
        position = 0; // a new part has begun
      }
      if (size > position) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
          file.seek(position);
          int read = file.read(buffer);
          out.write(buffer, 0, Math.max(0, read));
          position += Math.max(0, read);
        }
      } else {
        Thread.sleep(250);
      }
    }
  }
}
