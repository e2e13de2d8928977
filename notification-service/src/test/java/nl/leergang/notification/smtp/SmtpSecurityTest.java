package nl.leergang.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import nl.leergang.notification.smtp.SmtpProperties.Tls;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** Encryption and login against a mail server of somebody else's making. */
@NullUnmarked
class SmtpSecurityTest {

  private static final byte[] MAIL =
      "From: a@x.example\r\nTo: b@x.example\r\nSubject: s\r\n\r\nbody\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static SSLContext certified;
  private static SSLContext anothers;

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<Boolean> encrypted = new CopyOnWriteArrayList<>();
  private SMTPServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certified = certified("localhost");
    anothers = certified("mail.example");
  }

  /** A server of this name, and a client that trusts its certificate. */
  private static SSLContext certified(String name) throws Exception {
    Path keys = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = keytool.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, PASSWORD);
    anchors.setCertificateEntry("mail", store.getCertificate("mail"));
    trusted.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  private SMTPServer.Builder builder() {
    return SMTPServer.port(0)
        .hostName("localhost")
        .messageHandler((context, from, to, data) -> {
          taken.add(new String(data, StandardCharsets.US_ASCII));
          encrypted.add(((Session) context).isTLSStarted());
        })
        .insertReceivedHeaders(false)
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory((user, password, context) -> {
              if (!user.equals("office") || !password.equals("secret")) {
                throw new LoginFailedException();
              }
            }));
  }

  private void start(SMTPServer.Builder builder) {
    server = builder.build();
    server.start();
  }

  private MailServer.Connection connection(Tls tls, String password, SSLSocketFactory trusting) {
    return new SmtpServer(
            new SmtpProperties(
                "localhost",
                server.getPortAllocated(),
                password.isEmpty() ? "" : "office",
                password,
                tls,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(15)),
            "x.example",
            trusting)
        .connection();
  }

  private Reply send(Tls tls, String password, SSLSocketFactory trusting) {
    try (MailServer.Connection connection = connection(tls, password, trusting)) {
      return connection.send("a@x.example", "b@x.example", MAIL, () -> true);
    }
  }

  private static SSLSocketFactory trusting() {
    return certified.getSocketFactory();
  }

  @Test
  void encryptsBeforeItLogsInAndSends() {
    start(builder().enableTLS().requireTLS().requireAuth().startTlsSocketFactory(certified));

    assertThat(send(Tls.STARTTLS, "secret", trusting())).isInstanceOf(Reply.Accepted.class);
    assertThat(taken).containsExactly(new String(MAIL, StandardCharsets.US_ASCII));
    assertThat(encrypted).containsExactly(true);
  }

  @Test
  void sendsNothingToAServerThatDoesNotOfferEncryption() {
    start(builder());

    assertThat(send(Tls.STARTTLS, "", trusting()))
        .isInstanceOfSatisfying(
            Reply.Unreachable.class, reply -> assertThat(reply.text()).contains("STARTTLS"));
    assertThat(taken).isEmpty();
  }

  @Test
  void sendsNothingToAServerWhoseCertificateNobodyTrusts() {
    start(builder().enableTLS().startTlsSocketFactory(certified));

    assertThat(send(Tls.STARTTLS, "", (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isInstanceOf(Reply.Unreachable.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void sendsNothingToAServerWhoseCertificateIsAnothers() {
    start(builder().enableTLS().startTlsSocketFactory(anothers));

    assertThat(send(Tls.STARTTLS, "", anothers.getSocketFactory()))
        .isInstanceOf(Reply.Unreachable.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void encryptsFromTheFirstByteWhereThatIsAsked() {
    start(builder().serverSocketFactory(certified));

    assertThat(send(Tls.IMPLICIT, "secret", trusting())).isInstanceOf(Reply.Accepted.class);
    assertThat(taken).hasSize(1);
  }

  @Test
  void blamesAWrongPasswordOnNoMail() {
    start(builder().enableTLS().requireAuth().startTlsSocketFactory(certified));

    assertThat(send(Tls.STARTTLS, "wrong", trusting()))
        .isInstanceOfSatisfying(
            Reply.NotLetIn.class, reply -> assertThat(reply.text()).startsWith("login"));
    assertThat(taken).isEmpty();
  }

  @Test
  void reusesAnEncryptedConnection() {
    start(builder().enableTLS().requireTLS().startTlsSocketFactory(certified));
    try (MailServer.Connection connection = connection(Tls.STARTTLS, "", trusting())) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
            .isInstanceOf(Reply.Accepted.class);
      }
    }
    assertThat(taken).hasSize(3);
  }
}
