package nl.leergang.localrun.process;

import java.io.IOException;

/** Something that runs as a child process and can be asked whether it serves. */
public interface Program {

  /** Short name, unique among the programs that run together. */
  String name();

  /**
   * Gets the folders and settings ready and says how to start the program. Called before each
   * start, also before a restart after a crash.
   */
  Launch prepare() throws IOException, InterruptedException;

  /** Whether the running program can do its work now. Answers within about a second. */
  boolean ready();
}
