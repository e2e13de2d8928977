package nl.leergang.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.leergang.localrun.testing.RealServers;
import nl.leergang.messaging.CloudEvents;
import nl.leergang.messaging.InboundEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Events in at a real broker, mails out at a real mail server, outcomes back to the broker. */
@NullUnmarked
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
class MainJobIT {

  private static final String KEY = "dGhlIGtleSBvZiB0aGVzZSB0ZXN0cyBvbmx5ICEhISE=";
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static KafkaProducer<byte[], byte[]> producer;

  private final String edition = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final String registration = UUID.randomUUID().toString();
  private final String person = registration.substring(0, 8) + "@gemeente.example";
  private final String office = edition.substring(0, 8) + "@office.example";

  @LocalServerPort int port;
  @Autowired MeterRegistry meters;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    MAIL.start();
    registry.add("KAFKA_BROKERS", RealServers.get()::kafkaBrokers);
    registry.add("spring.mongodb.uri", RealServers.get()::mongodbUri);
    registry.add(
        "leergang.mongodb.database",
        () -> "mainjob_" + UUID.randomUUID().toString().substring(0, 8));
    registry.add("leergang.token-key", () -> KEY);
    registry.add("leergang.mail-server.port", MAIL.getSmtp()::getPort);
    registry.add("leergang.mail.connections", () -> "4");
  }

  @BeforeAll
  static void startProducer() {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.get().kafkaBrokers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    MAIL.stop();
  }

  @Test
  void mailsParticipantAndOfficeAndTellsOfAMove() throws Exception {
    publishEdition();
    register(3);

    await("two mails").atMost(Duration.ofSeconds(60)).until(() -> received().size() == 2);
    MimeMessage confirmation = to(person).get(0);
    assertThat(confirmation.getSubject()).startsWith("Bevestiging van uw inschrijving");
    assertThat(to(office).get(0).getSubject()).startsWith("Nieuwe aanmelding van Anna de Vries");

    reschedule();
    await("the move's mail").atMost(Duration.ofSeconds(30)).until(() -> to(person).size() == 2);
    MimeMessage move = to(person).get(1);
    assertThat(move.getHeader("In-Reply-To")).containsExactly(confirmation.getMessageID());

    await("the outcomes' events")
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcomes().size() == 3);
    outcomes().forEach(MainJobIT::matchesItsSchema);
    assertThat(received()).hasSize(3);
    assertThat(meters.get("leergang.mail.post.to.sent").timer().count()).isEqualTo(1);
    assertThat(
            meters
                .get("leergang.mails")
                .tags("template", "session-moved", "result", "sent")
                .counter()
                .count())
        .isEqualTo(1);

    staffReadAndSendAgain(confirmation.getMessageID());
  }

  private void staffReadAndSendAgain(String messageId) throws Exception {
    String list = "/v1/notifications?registrationId=" + registration;
    assertThat(call("GET", list, null).statusCode()).isEqualTo(401);
    HttpResponse<String> answer = call("GET", list, token());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"total\":3", "\"recipient\":\"" + person + "\"", "\"status\":\"SENT\"", messageId);
    assertThat(call("GET", list + "&status=NONSENSE", token()).statusCode()).isEqualTo(400);
    assertThat(call("GET", list + "&status=FAILED&status=UNKNOWN", token()).body())
        .contains("\"total\":0");

    String id = messageId.substring(1, messageId.indexOf('@'));
    assertThat(call("GET", "/v1/notifications/" + id, token()).body())
        .contains("Uw plaats is definitief");
    assertThat(call("GET", "/v1/notifications/nonsense", token()).statusCode()).isEqualTo(404);
    assertThat(call("POST", "/v1/notifications/" + id + "/resend", null).statusCode())
        .isEqualTo(401);
    assertThat(call("POST", "/v1/notifications/" + id + "/resend", token()).statusCode())
        .isEqualTo(202);
    await("the mail once more").atMost(Duration.ofSeconds(20)).until(() -> to(person).size() == 3);
    assertThat(to(person).get(2).getMessageID()).isEqualTo(messageId);
    assertThat(call("GET", "/readyz", null).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> call(String method, String path, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String token() throws Exception {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer("leergang-portal")
                .subject("admin")
                .claim("rights", List.of("staff"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(55)))
                .build());
    token.sign(new MACSigner(Base64.getDecoder().decode(KEY)));
    return token.serialize();
  }

  private static List<MimeMessage> received() {
    return Arrays.asList(MAIL.getReceivedMessages());
  }

  private static List<MimeMessage> to(String address) {
    return received().stream()
        .filter(mail -> {
          try {
            return mail.getAllRecipients()[0].toString().contains(address);
          } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
          }
        })
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> outcomes() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                RealServers.get().kafkaBrokers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("notification.notifications"));
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      for (int i = 0; i < 10 && found.size() < 3; i++) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(message -> {
              if (new String(message.value(), StandardCharsets.UTF_8).contains(registration)) {
                found.add(message);
              }
            });
      }
      return found;
    }
  }

  private static void matchesItsSchema(ConsumerRecord<byte[], byte[]> message) {
    InboundEvent event = CloudEvents.read(message);
    assertThat(event.type()).isEqualTo("nl.leergang.notification.notification-sent.v1");
    assertThat(event.source()).endsWith(":systeem:berichten");
    assertThat(event.sequence()).isEqualTo(1);
    String json = new String(message.value(), StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("@gemeente.example");
    try (InputStream schema =
        MainJobIT.class.getResourceAsStream("/contracts/events/notification-sent.v1.schema.json")) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema)
                  .validate(json, InputFormat.JSON))
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publishEdition() {
    send(
        "schedule.editions",
        edition,
        "edition-published",
        1,
        """
        {"editionId":"%s","version":1,"programme":{"programmeId":"p","slug":"droom",
        "title":"De droom","admission":"DIRECT","provider":"Bureau",
        "office":{"name":"NGB","email":"%s"}},"registration":"OPEN","sample":true,
        "sessions":[%s]}\
        """
            .formatted(edition, office, sessionAt("2027-03-11T17:30:00Z", 0)));
  }

  private void reschedule() {
    send(
        "schedule.editions",
        edition,
        "session-rescheduled",
        2,
        """
        {"editionId":"%s","version":2,"session":%s,"previous":%s}\
        """
            .formatted(
                edition,
                sessionAt("2027-04-08T16:30:00Z", 1),
                sessionAt("2027-03-11T17:30:00Z", 0)));
  }

  private String sessionAt(String startsAt, int sequence) {
    return """
    {"sessionId":"%s","number":1,"title":"Moment 1","startsAt":"%s","overnight":true,
    "sequence":%d,"status":"SCHEDULED"}\
    """
        .formatted(session, startsAt, sequence);
  }

  /** All of it several times over, as a relay that was killed may do. */
  private void register(int times) {
    for (int i = 0; i < times; i++) {
      send(
          "registration.registrations",
          registration,
          "enrollment-submitted",
          1,
          """
          {"registrationId":"%s","editionId":"%s","editionVersion":1,"reference":"LG-1",
          "language":"nl","outcome":"CONFIRMED","submittedAt":"%s"}\
          """
              .formatted(registration, edition, Instant.now()));
      send(
          "registration.registrations",
          registration,
          "enrollment-confirmed",
          2,
          """
          {"registrationId":"%s","editionId":"%s","reason":"DIRECT","at":"2026-11-23T10:00:00Z"}\
          """
              .formatted(registration, edition));
      send(
          "registration.contacts",
          registration,
          "contact-provided",
          1,
          """
          {"contactId":"%s","kind":"REGISTRATION","language":"nl","givenName":"Anna",
          "infix":"de","familyName":"Vries","email":"%s"}\
          """
              .formatted(registration, person));
    }
  }

  private static void send(String topic, String key, String type, long sequence, String data) {
    String context = topic.substring(0, topic.indexOf('.'));
    producer.send(
        CloudEvents.write(
            topic,
            new InboundEvent(
                UUID.nameUUIDFromBytes((key + topic + sequence).getBytes(StandardCharsets.UTF_8))
                    .toString(),
                "nl.leergang." + context + "." + type + ".v1",
                "urn:nld:kvknr:00000000:systeem:" + context,
                key,
                sequence,
                Instant.now(),
                data.getBytes(StandardCharsets.UTF_8))));
  }
}
