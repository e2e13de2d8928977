package nl.leergang.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * A bean that repeats one step in the background, from before the first request is taken until
 * after the last one was answered.
 */
public abstract class BackgroundWork implements SmartLifecycle {

  private final String name;
  private volatile @Nullable BackgroundLoop loop;

  protected BackgroundWork(String name) {
    this.name = name;
  }

  /** One round; returns how long to rest before the next. */
  protected abstract Duration step() throws Exception;

  /** Lets the next round begin now. */
  protected final void wake() {
    BackgroundLoop running = loop;
    if (running != null) {
      running.wake();
    }
  }

  @Override
  public void start() {
    loop = BackgroundLoop.start(name, this::step);
  }

  @Override
  public void stop() {
    BackgroundLoop running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
