package nl.leergang.localrun.mail;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes every mail over SMTP, delivers none, and shows them in the browser.
 *
 * <p>As a program of its own it reads {@code LEERGANG_DATA_DIR} (messages go into its folder {@code
 * mail}), {@code LEERGANG_SMTP_PORT} (1025), {@code LEERGANG_INBOX_PORT} (8025), {@code
 * LEERGANG_BIND_ADDRESS} (127.0.0.1) and {@code LEERGANG_INBOX_LIMIT} (50000 messages; the oldest
 * go first).
 */
public final class MailCatcher implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  private final SMTPServer smtp;
  private final HttpServer http;
  private final ExecutorService httpThreads;
  private final Mailbox mailbox;

  private MailCatcher(
      SMTPServer smtp, HttpServer http, ExecutorService httpThreads, Mailbox mailbox) {
    this.mailbox = mailbox;
    this.smtp = smtp;
    this.http = http;
    this.httpThreads = httpThreads;
  }

  /**
   * Starts to take mail.
   *
   * @param folder keeps the messages, also between two starts
   * @param smtpPort 0 for any free port
   * @param inboxPort 0 for any free port
   * @param limit how many messages are kept
   */
  public static MailCatcher start(
      Path folder, InetAddress address, int smtpPort, int inboxPort, int limit) throws IOException {
    Mailbox mailbox = Mailbox.open(folder, limit, Clock.systemUTC());
    HttpServer http = HttpServer.create(new InetSocketAddress(address, inboxPort), 50);
    ExecutorService httpThreads = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(httpThreads);
    http.createContext("/", new Inbox(mailbox, address.isLoopbackAddress()));
    SMTPServer smtp =
        SMTPServer.port(smtpPort)
            .bindAddress(address)
            .hostName("localhost")
            .softwareName("Leergang mail catcher")
            .messageHandlerFactory(context -> new Intake(mailbox))
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .insertReceivedHeaders(false)
            .maxConnections(200)
            .maxMessageSize(MAX_MESSAGE_BYTES)
            .connectionTimeout(5, TimeUnit.MINUTES)
            .build();
    smtp.start();
    http.start();
    return new MailCatcher(smtp, http, httpThreads, mailbox);
  }

  public int smtpPort() {
    return smtp.getPortAllocated();
  }

  public int inboxPort() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    smtp.stop();
    http.stop(0);
    httpThreads.shutdownNow();
    try {
      mailbox.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs until it is told to stop. */
  public static void main(String[] args) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Map<String, String> environment = System.getenv();
    Path data = Path.of(environment.getOrDefault("LEERGANG_DATA_DIR", ".leergang"));
    MailCatcher catcher =
        start(
            data.resolve("mail"),
            InetAddress.getByName(environment.getOrDefault("LEERGANG_BIND_ADDRESS", "127.0.0.1")),
            Integer.parseInt(environment.getOrDefault("LEERGANG_SMTP_PORT", "1025")),
            Integer.parseInt(environment.getOrDefault("LEERGANG_INBOX_PORT", "8025")),
            Integer.parseInt(environment.getOrDefault("LEERGANG_INBOX_LIMIT", "50000")));
    Runtime.getRuntime().addShutdownHook(new Thread(catcher::close));
    System.out.printf(
        "Mail catcher: SMTP on port %d, inbox on port %d%n",
        catcher.smtpPort(), catcher.inboxPort());
  }
}
