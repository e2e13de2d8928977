package nl.leergang.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that makes load, and makes none any more once the bench has been told to end. */
final class Generator {

  private final Process process;

  private Generator(Process process) {
    this.process = process;
  }

  /** What it said, both streams together. */
  record Ended(int status, String output) {}

  /**
   * @throws IOException where there is no such program
   */
  static Generator start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // Stays behind after a run, of which a bench makes some dozens.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Generator(process);
  }

  /** Waits for its end. */
  Ended ended() throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
