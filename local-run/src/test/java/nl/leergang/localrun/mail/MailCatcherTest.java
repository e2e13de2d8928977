package nl.leergang.localrun.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherTest {

  @TempDir Path folder;
  private MailCatcher catcher;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    start(1_000);
  }

  private void start(int limit) throws Exception {
    catcher = MailCatcher.start(folder, InetAddress.getLoopbackAddress(), 0, 0, limit);
  }

  @AfterEach
  void stop() {
    catcher.close();
  }

  @Test
  void keepsEachMessageAsItWasSent() throws Exception {
    MimeMessage sent = message("anna@gemeente.example", "Bevestiging: één plaats");
    send(sent);
    JsonNode list = json("/api/messages");
    assertThat(list.get("total").asInt()).isEqualTo(1);
    JsonNode item = list.get("items").get(0);
    assertThat(item.get("subject").asString()).isEqualTo("Bevestiging: één plaats");
    assertThat(item.get("to").get(0).asString()).isEqualTo("anna@gemeente.example");
    assertThat(item.get("from").asString()).isEqualTo("Bureau Müller <bureau@leergang.example>");
    assertThat(item.get("messageId").asString()).isEqualTo(sent.getMessageID());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sent.writeTo(bytes);
    HttpResponse<String> raw = get(item.get("raw").asString());
    assertThat(raw.headers().firstValue("Content-Type")).contains("message/rfc822");
    assertThat(raw.body().stripTrailing())
        .isEqualTo(bytes.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  @Test
  void findsByRecipientAndSubjectNewestFirst() throws Exception {
    send(message("anna@a.example", "Eerste"));
    send(message("bert@a.example", "Tweede"));
    send(message("Anna@a.example", "Derde"));
    assertThat(subjects("/api/messages")).containsExactly("Derde", "Tweede", "Eerste");
    assertThat(subjects("/api/messages?to=anna%40a.example")).containsExactly("Derde", "Eerste");
    assertThat(subjects("/api/messages?to=anna&subject=eerst")).containsExactly("Eerste");
  }

  @Test
  void hasItsMessagesAgainAfterARestart() throws Exception {
    send(message("anna@a.example", "Blijft"));
    String raw = get(json("/api/messages").get("items").get(0).get("raw").asString()).body();
    catcher.close();
    start(1_000);
    send(message("bert@a.example", "Later"));
    assertThat(subjects("/api/messages")).containsExactly("Later", "Blijft");
    assertThat(get(json("/api/messages?to=anna").get("items").get(0).get("raw").asString()).body())
        .isEqualTo(raw);
  }

  @Test
  void knowsAfterAKillWhatItHasConfirmed() throws Exception {
    send(message("anna@a.example", "Bevestigd"));
    catcher.close();
    Path messages = files(".messages").getFirst();
    Files.writeString(messages, "half a message", StandardOpenOption.APPEND);
    Files.writeString(
        folder.resolve("index.jsonl"), "{\"message\":{\"id\":\"00", StandardOpenOption.APPEND);
    start(1_000);
    send(message("bert@a.example", "Daarna"));
    assertThat(subjects("/api/messages")).containsExactly("Daarna", "Bevestigd");
    catcher.close();
    // As after a power cut that took the message and not its line.
    Files.write(messages, new byte[0]);
    start(1_000);
    assertThat(subjects("/api/messages")).containsExactly("Daarna");
  }

  @Test
  void dropsTheOldestBeyondItsLimit() throws Exception {
    catcher.close();
    start(2);
    send(message("a@a.example", "een"));
    catcher.close();
    start(2);
    for (String subject : List.of("twee", "drie")) {
      send(message("a@a.example", subject));
    }
    assertThat(subjects("/api/messages")).containsExactly("drie", "twee");
    assertThat(files(".messages")).as("a file whose messages have all gone").hasSize(1);
  }

  private List<Path> files(String suffix) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  @Test
  void takesMailOverSeveralConnectionsAtOnce() throws Exception {
    int connections = 4;
    int each = 250;
    Instant begin = Instant.now();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> sending =
          IntStream.range(0, connections)
              .<Future<?>>mapToObj(i -> threads.submit(() -> sendMany(each)))
              .toList();
      for (Future<?> one : sending) {
        one.get();
      }
    }
    long millis = Duration.between(begin, Instant.now()).toMillis();
    // On two quiet cores several hundred a second; a busy build machine proves nothing about that.
    System.out.printf("%d mails/s%n", 1000L * connections * each / millis);
    assertThat(json("/api/messages").get("total").asInt()).isEqualTo(connections * each);
  }

  @Test
  void showsAMessageWithoutLettingItActOnThePage() throws Exception {
    send(message("anna@a.example", "<script>alert(1)</script>"));
    String list = get("/").body();
    assertThat(list).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    String id = json("/api/messages").get("items").get(0).get("id").asString();
    String page = get("/messages/" + id).body();
    assertThat(page)
        .contains(
            "<iframe sandbox", "Platte <b>tekst</b>".replace("<", "&lt;").replace(">", "&gt;"))
        .contains("uitnodiging.ics");
    HttpResponse<String> html = get("/messages/" + id + "/html");
    assertThat(html.body()).contains("<b>Opgemaakt</b>");
    assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox ")
        .contains("default-src 'none'");
    HttpResponse<String> part = get("/messages/" + id + "/parts/2");
    assertThat(part.body()).startsWith("BEGIN:VCALENDAR");
    assertThat(part.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=\"uitnodiging.ics\"");
    assertThat(get("/messages/unknown").statusCode()).isEqualTo(404);
    assertThat(get("/messages/..%2f..%2fetc").statusCode()).isEqualTo(404);
  }

  @Test
  void isEmptiedByItsOwnPageAndByScriptsOnly() throws Exception {
    send(message("anna@a.example", "Weg"));
    HttpRequest foreign =
        HttpRequest.newBuilder(inbox("/delete"))
            .header("Origin", "https://elsewhere.example")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(http.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
    assertThat(subjects("/api/messages")).hasSize(1);
    HttpRequest delete = HttpRequest.newBuilder(inbox("/api/messages")).DELETE().build();
    assertThat(http.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    assertThat(subjects("/api/messages")).isEmpty();
  }

  @Test
  void speaksTheReadersLanguage() throws Exception {
    assertThat(get("/").body()).contains("lang=\"nl\"", "Er is nog geen post.");
    HttpRequest english =
        HttpRequest.newBuilder(inbox("/")).header("Accept-Language", "en-GB,nl;q=0.5").build();
    assertThat(http.send(english, HttpResponse.BodyHandlers.ofString()).body())
        .contains("lang=\"en\"", "There is no mail yet.");
  }

  private Void sendMany(int count) throws Exception {
    Session session = session();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect();
      for (int i = 0; i < count; i++) {
        MimeMessage message = message("veel@a.example", "Nummer " + i);
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
    return null;
  }

  private Session session() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(catcher.smtpPort()));
    properties.put("mail.smtp.timeout", "10000");
    return Session.getInstance(properties);
  }

  private MimeMessage message(String to, String subject) throws Exception {
    MimeMessage message = new MimeMessage(session());
    message.setFrom(new InternetAddress("bureau@leergang.example", "Bureau Müller", "UTF-8"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    MimeMultipart alternative = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("Platte <b>tekst</b>", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p><b>Opgemaakt</b></p>", "UTF-8", "html");
    alternative.addBodyPart(plain);
    alternative.addBodyPart(html);
    MimeBodyPart body = new MimeBodyPart();
    body.setContent(alternative);
    MimeBodyPart invitation = new MimeBodyPart();
    invitation.setText("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "UTF-8", "calendar");
    invitation.setFileName("uitnodiging.ics");
    invitation.setDisposition("attachment");
    message.setContent(new MimeMultipart(body, invitation));
    message.saveChanges();
    return message;
  }

  private static void send(MimeMessage message) throws Exception {
    Transport.send(message);
  }

  private List<String> subjects(String path) throws Exception {
    return json(path).get("items").valueStream().map(m -> m.get("subject").asString()).toList();
  }

  private JsonNode json(String path) throws Exception {
    return JsonMapper.shared().readTree(get(path).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(inbox(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI inbox(String path) {
    return URI.create("http://127.0.0.1:" + catcher.inboxPort() + path);
  }
}
