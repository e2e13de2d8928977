package nl.leergang.localrun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Whether somebody listens on a port, and who. */
final class PortOwner {

  private PortOwner() {}

  static boolean isTaken(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
      return true;
    } catch (IOException e) {
      return !canListen(port);
    }
  }

  private static boolean canListen(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The listener, where the system tells: "java, process 4711". */
  static Optional<String> of(int port) {
    try {
      Optional<Long> pid = Files.exists(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
      return pid.map(PortOwner::describe);
    } catch (IOException e) {
      return Optional.empty(); // then the message does without the owner
    }
  }

  private static String describe(long pid) {
    String command =
        ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().command())
            .map(path -> Path.of(path).getFileName() + ", ")
            .orElse("");
    return command + "process " + pid;
  }

  private static Optional<Long> fromProc(int port) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (!Files.exists(Path.of(table))) {
        continue;
      }
      for (String line : Files.readAllLines(Path.of(table), StandardCharsets.US_ASCII)) {
        String[] columns = line.strip().split("\\s+", -1);
        // local address, state 0A = listening, inode
        if (columns.length > 9
            && columns[3].equals("0A")
            && columns[1].endsWith(":%04X".formatted(port).toUpperCase(Locale.ROOT))) {
          sockets.add("socket:[" + columns[9] + "]");
        }
      }
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holds(pid, sockets))
        .findFirst();
  }

  private static boolean holds(long pid, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // another user's process, or one that has just ended
    }
    return false;
  }

  private static Optional<Long> fromLsof(int port) throws IOException {
    Process lsof =
        new ProcessBuilder("lsof", "-nP", "-t", "-sTCP:LISTEN", "-iTCP:" + port)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String first =
          new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .findFirst()
              .orElse("");
      boolean ended = lsof.waitFor(5, TimeUnit.SECONDS);
      return ended && first.matches("\\d+") ? Optional.of(Long.valueOf(first)) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
