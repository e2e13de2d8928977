package nl.leergang.localrun;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.leergang.localrun.mail.MailCatcher;
import nl.leergang.localrun.process.Jvm;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.StartCache;

/** The mail catcher in a JVM of its own, with the class path of this one. */
final class MailCatcherProgram implements Program {

  private final Path dataFolder;
  private final Path log;
  private final int smtpPort;
  private final int inboxPort;
  private final Duration orphanGrace;
  private final StartCache cache;

  MailCatcherProgram(
      Path dataFolder,
      Path log,
      int smtpPort,
      int inboxPort,
      Duration orphanGrace,
      StartCache cache) {
    this.dataFolder = dataFolder;
    this.log = log;
    this.smtpPort = smtpPort;
    this.inboxPort = inboxPort;
    this.orphanGrace = orphanGrace;
    this.cache = cache;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Launch prepare() {
    List<String> command = new ArrayList<>();
    command.add(Launch.JAVA);
    command.addAll(Jvm.options(256, 24));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(cache.options());
    command.addAll(List.of("-cp", Classpath.ofThisJvm(), MailCatcher.class.getName()));
    return new Launch(
        name(),
        command,
        Map.of(
            "LEERGANG_DATA_DIR",
            dataFolder.toString(),
            "LEERGANG_BIND_ADDRESS",
            "127.0.0.1",
            "LEERGANG_SMTP_PORT",
            Integer.toString(smtpPort),
            "LEERGANG_INBOX_PORT",
            Integer.toString(inboxPort)),
        log,
        orphanGrace);
  }

  @Override
  public boolean ready() {
    return BootService.answers(
        URI.create("http://127.0.0.1:" + inboxPort + "/readyz"), Duration.ofSeconds(1));
  }
}
