package nl.leergang.localrun.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that keeps at most twice its limit: the present part and the one before. */
final class RotatingLog implements Closeable {

  static final long LIMIT = 10L * 1024 * 1024;

  private final Path file;
  private final long limit;
  private OutputStream out;
  private long size;

  RotatingLog(Path file, long limit) throws IOException {
    this.file = file;
    this.limit = limit;
    this.out = open();
    this.size = Files.size(file);
  }

  synchronized void append(byte[] bytes, int length) throws IOException {
    if (size + length > limit && size > 0) {
      out.close();
      Files.move(file, previous(file), StandardCopyOption.REPLACE_EXISTING);
      out = open();
      size = 0;
    }
    out.write(bytes, 0, length);
    size += length;
  }

  static Path previous(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  private OutputStream open() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
