package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;

/** One of the two that are measured side by side. */
interface Side extends AutoCloseable {

  String name();

  /** Where registrations are posted. */
  URI address();

  Processes processes();

  /** How many registrations are stored, by its own account. */
  long stored() throws IOException, InterruptedException;

  /** Waits until everything is done that follows from what was accepted. */
  void settle() throws IOException, InterruptedException;

  @Override
  void close();
}
