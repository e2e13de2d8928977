package nl.leergang.portal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the audit log says from now on; a line may come after the answer that it is about. */
final class AuditLines implements AutoCloseable {

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("leergang.audit");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  AuditLines() {
    appender.start();
    log.addAppender(appender);
  }

  /** Waits for the line about this object; all lines until then, that one last. */
  List<String> until(String object) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    while (true) {
      String line = lines.poll(20, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("No line about " + object + " in " + seen);
      }
      seen.add(line);
      if (line.contains("object=" + object + " ")) {
        return seen;
      }
    }
  }

  @Override
  public void close() {
    log.detachAppender(appender);
    appender.stop();
  }
}
