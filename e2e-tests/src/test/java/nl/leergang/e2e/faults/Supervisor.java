package nl.leergang.e2e.faults;

import java.util.List;

/** Looks after all processes, several times a second. Nothing that goes wrong here ends it. */
final class Supervisor implements AutoCloseable {

  private static final long EVERY_MILLIS = 100;

  private final List<Supervised> processes;
  private final Thread thread;

  /**
   * @param processes may grow and shrink meanwhile
   */
  Supervisor(List<Supervised> processes) {
    this.processes = processes;
    this.thread = Thread.ofPlatform().daemon().name("supervisor").start(this::look);
  }

  private void look() {
    try {
      while (true) {
        for (Supervised process : processes) {
          process.tend();
        }
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      // The end: nobody is looked after any more.
      return;
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
