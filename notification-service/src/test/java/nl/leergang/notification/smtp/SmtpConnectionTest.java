package nl.leergang.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.notification.Fixtures;
import nl.leergang.notification.smtp.ScriptedSmtpServer.Behaviour;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class SmtpConnectionTest {

  private static final byte[] MAIL =
      "From: a@x.example\r\nTo: b@x.example\r\nSubject: s\r\n\r\n.a dot\r\n..two\r\nend\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private ScriptedSmtpServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = new ScriptedSmtpServer();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }

  private MailServer.Connection connection(String user) {
    return new SmtpServer(
            new SmtpProperties(
                "127.0.0.1",
                server.port(),
                user,
                "secret",
                SmtpProperties.Tls.NONE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(15)),
            Fixtures.mailFrom("Bureau <info@gemeente-súdwest.example>"))
        .connection();
  }

  /** A server that is strict refuses who names no domain, and then every single mail. */
  @Test
  void introducesItselfWithTheSendersDomain() {
    try (var connection = connection("")) {
      connection.send("a@x.example", "b@x.example", MAIL, () -> true);
    }
    assertThat(server.clients()).containsExactly("xn--gemeente-sdwest-cvb.example");
  }

  @Test
  void sendsExactlyTheStoredBytesOverOneConnection() {
    try (var connection = connection("")) {
      for (int i = 0; i < 5; i++) {
        assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
            .isInstanceOf(Reply.Accepted.class);
      }
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.taken()).hasSize(5);
    assertThat(server.taken().get(0).source())
        .isEqualTo(new String(MAIL, StandardCharsets.US_ASCII));
  }

  // A small mail leaves in one piece with its dot: where the line then goes dead is not to be seen.
  @ParameterizedTest
  @CsvSource({
    "REFUSE_RECIPIENT_550, Refused",
    "REFUSE_CONTENT_554, Refused",
    "DEFER_RECIPIENT_450, Deferred",
    "DEFER_CONTENT_451, Deferred",
    "CLOSE_AT_RECIPIENT_421, Deferred",
    "RESET_IN_CONTENT, OutcomeUnknown",
    "RESET_AFTER_DOT, OutcomeUnknown",
    "SILENT_AFTER_DOT, OutcomeUnknown"
  })
  void readsWhatTheServersAnswerSaysAboutTheMail(Behaviour behaviour, String expected) {
    server.next("b@x.example", behaviour);
    try (var connection = connection("")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true).getClass())
          .hasToString("class nl.leergang.notification.smtp.Reply$" + expected);
      // Whatever it was, the next mail goes.
      assertThat(connection.send("a@x.example", "c@x.example", MAIL, () -> true))
          .isInstanceOf(Reply.Accepted.class);
    }
  }

  @Test
  void asksBeforeAnythingOfTheMailGoesOut() {
    try (var connection = connection("")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> false))
          .isInstanceOf(Reply.Withheld.class);
      assertThat(server.taken()).isEmpty();
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOf(Reply.Accepted.class);
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void doesNotAskForARecipientThatIsRefused() {
    server.next("b@x.example", Behaviour.REFUSE_RECIPIENT_550);
    AtomicInteger asked = new AtomicInteger();
    try (var connection = connection("")) {
      connection.send("a@x.example", "b@x.example", MAIL, () -> asked.incrementAndGet() > 0);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void reconnectsWhenTheServerClosedAnIdleConnection() {
    try (var connection = connection("")) {
      connection.send("a@x.example", "b@x.example", MAIL, () -> true);
      server.dropConnections();
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOf(Reply.Accepted.class);
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"535 wrong password", "534 too weak"})
  void blamesARefusedLoginOnNoMail(String reply) {
    server.answerLoginWith(reply);
    try (var connection = connection("user")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOf(Reply.NotLetIn.class);
    }
  }

  @Test
  void blamesARefusedSenderOnNoMail() {
    server.always("sender", Behaviour.REFUSE_SENDER_550);
    try (var connection = connection("")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOf(Reply.NotLetIn.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"421 busy", "554 no service"})
  void knowsAServerThatLetsNobodyIn(String greeting) {
    server.greetWith(greeting);
    try (var connection = connection("")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOfSatisfying(
              Reply.Unreachable.class, reply -> assertThat(reply.atConnect()).isTrue());
    }
  }

  @Test
  void knowsAServerThatIsNotThere() throws Exception {
    server.close();
    try (var connection = connection("")) {
      assertThat(connection.send("a@x.example", "b@x.example", MAIL, () -> true))
          .isInstanceOfSatisfying(
              Reply.Unreachable.class, reply -> assertThat(reply.atConnect()).isTrue());
    }
  }
}
