package nl.leergang.e2e.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each attack finds what it looks for where it is; a product in which it finds nothing is better.
 */
class AttacksTest {

  private final Weaknesses found = new Weaknesses();
  private VulnerableServer server;

  @BeforeEach
  void start() throws IOException {
    server = new VulnerableServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void findsWhatMalformedRequestsBringAbout() throws Exception {
    new MalformedRequests(150, 1).on(server.target(), found);
    assertThat(found.kinds())
        .contains(
            Weakness.SERVER_ERROR,
            Weakness.NO_ANSWER,
            Weakness.INTERNALS_SHOWN,
            Weakness.NOT_A_PROBLEM,
            Weakness.NOT_REFUSED,
            Weakness.NOT_TOO_LARGE,
            Weakness.HEADER_SPLIT);
  }

  @Test
  void sendsTheSameForTheSameSeed() {
    Target target = server.target();
    assertThat(new MalformedRequests(200, 7).fingerprint(target))
        .isEqualTo(new MalformedRequests(200, 7).fingerprint(target))
        .isNotEqualTo(new MalformedRequests(200, 8).fingerprint(target));
  }

  @Test
  void judgesGeneratedRequestsByTheirAnswers(@TempDir Path folder) throws IOException {
    Path har = folder.resolve("a.har");
    Files.writeString(
        har,
        """
        {"log": {"version": "1.2", "entries": [
          {"request": {"method": "GET", "url": "http://a/v1/x"},
           "response": {"status": 200, "headers": [], "content": {"text": "{}"}}},
          {"request": {"method": "GET", "url": "http://a/v1/y"},
           "response": {"status": 500, "headers": [{"name": "content-type", "value": "text/html"}],
             "content": {"text": "at a.b.C.d(C.java:1)"}}},
          {"request": {"method": "GET", "url": "http://a/v1/z"}, "response": {}}]}}
        """);
    assertThat(GeneratedRequests.judge("portal", har, found))
        .containsEntry("200", 1)
        .containsEntry("500", 1)
        .containsEntry("none", 1);
    assertThat(found.kinds())
        .containsExactlyInAnyOrder(
            Weakness.SERVER_ERROR,
            Weakness.INTERNALS_SHOWN,
            Weakness.NOT_A_PROBLEM,
            Weakness.NO_ANSWER);
  }

  @Test
  void findsHeadersThatVisitorsWroteIntoMails() {
    new HeaderInjection(3, Duration.ofSeconds(1)).on(server.target(), found);
    assertThat(found.kinds()).contains(Weakness.MAIL_HEADER, Weakness.NOT_REFUSED);
    assertThat(found.examples().get(Weakness.MAIL_HEADER))
        .anyMatch(example -> example.contains("Bcc: slachtoffer"));
  }

  @Test
  void findsEachWayToPutAHeaderOrARecipientIntoAMail() {
    String good = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Dag\r\n\r\nBcc: tekst";
    mail(good, "b@example.org");
    mail(
        good.replace("To: b@example.org", "To: \"c@example.org, Bcc\" <b@example.org>"),
        "b@example.org");
    assertThat(found.isEmpty()).as(found.toString()).isTrue();
    for (String bad :
        List.of(
            good.replace("Dag", "Dag\r\nBcc: c@example.org"),
            good.replace("Dag", "Dag\nX: 1"),
            good.replace("Dag", "Dag\u2028X: 1"),
            good.replace("b@example.org", "b@example.org, c@example.org"),
            good.replace("To: b@example.org\r\n", ""),
            good.replace("Subject", "To: c@example.org\r\nSubject"))) {
      Weaknesses here = new Weaknesses();
      MailCheck.look(bad.getBytes(StandardCharsets.UTF_8), List.of("b@example.org"), here);
      assertThat(here.kinds()).as(bad).containsExactly(Weakness.MAIL_HEADER);
    }
    mail(good, "b@example.org", "c@example.org");
    assertThat(found.kinds()).containsExactly(Weakness.MAIL_HEADER);
  }

  private void mail(String source, String... envelope) {
    MailCheck.look(source.getBytes(StandardCharsets.UTF_8), List.of(envelope), found);
  }

  @Test
  void findsWhatStrangersGet() throws Exception {
    new Strangers(6, 1).on(server.target(), found);
    assertThat(found.kinds())
        .contains(
            Weakness.STAFF_WITHOUT_LOGIN,
            Weakness.SHOWN_TO_STRANGER,
            Weakness.FORGED_VALUE,
            Weakness.MASS_ASSIGNMENT);
  }

  @Test
  void findsThatPasswordsCanBeTriedWithoutEnd() {
    new Guessing(90).on(server.target(), found);
    assertThat(found.kinds()).containsExactly(Weakness.GUESSING);
    assertThat(found.counts().get(Weakness.GUESSING)).isGreaterThanOrEqualTo(5);
  }

  @Test
  void findsForeignFormsWaysOutAndWeakSessions() {
    new StaffForms().on(server.target(), found);
    assertThat(found.kinds())
        .containsExactlyInAnyOrder(
            Weakness.FOREIGN_FORM, Weakness.OPEN_REDIRECT, Weakness.SESSION, Weakness.COOKIE_FLAGS);
  }

  @Test
  void findsPagesWithoutProtection() {
    new Protections().on(server.target(), found);
    assertThat(found.kinds())
        .containsExactlyInAnyOrder(
            Weakness.PROTECTION_MISSING, Weakness.NO_CONTACT, Weakness.INTERNALS_SHOWN);
  }

  @Test
  void findsThatSlowClientsKeepOthersWaiting() throws Exception {
    new SlowClients(30, Duration.ofSeconds(1)).on(server.target(), found);
    assertThat(found.kinds()).containsExactly(Weakness.SLOW_FOR_OTHERS);
  }

  @Test
  void findsMemoryThatIsNotGivenBack() {
    Memory before = new Memory(60_000, 300_000);
    Memory.compare("a", before, new Memory(70_000, 500_000), found);
    assertThat(found.isEmpty()).as("caches have filled").isTrue();
    Memory.compare("a", before, new Memory(60_000 + 2 * 10_000 * 2, 300_000), found);
    assertThat(found.kinds()).containsExactly(Weakness.MEMORY);
    assertThat(
            Memory.heap(
                """
                 DefNew     total 14976K, used 344K [0x0, 0x0, 0x0)
                  eden space 13312K,   2% used [0x0, 0x0, 0x0)
                 Tenured    total 33216K, used 24690K [0x0, 0x0, 0x0)
                 Metaspace       used 90000K, committed 91000K, reserved 1114112K
                """))
        .isEqualTo(344 + 24_690);
  }

  @Test
  void findsWhatALogTells(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "GET /v1/registrations 200\nactor=admin action=GET object=/staff\n");
    LogCheck.look(List.of(log), found);
    assertThat(found.isEmpty()).as(found.toString()).isTrue();
    for (String line :
        List.of("GET /v1/registrations?q=a 200", "to noor@hostile.example", "Noor Geheimzeef")) {
      Weaknesses here = new Weaknesses();
      Files.writeString(log, line);
      LogCheck.look(List.of(log), here);
      assertThat(here.kinds()).as(line).containsExactly(Weakness.LOG_TELLS);
    }
  }
}
