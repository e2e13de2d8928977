package nl.leergang.localrun.mail;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.mail.MessagingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/**
 * The inbox over HTTP: pages for people, and for scripts {@code GET /api/messages?to=&subject=}
 * (newest first), {@code GET /api/messages/{id}/raw} and {@code DELETE /api/messages}.
 */
final class Inbox implements HttpHandler {

  private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Mailbox mailbox;
  private final boolean loopbackOnly;
  private final JsonFactory json = new JsonFactory();

  Inbox(Mailbox mailbox, boolean loopbackOnly) {
    this.mailbox = mailbox;
    this.loopbackOnly = loopbackOnly;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-store");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'");
      if (!isForUs(exchange)) {
        text(exchange, 421, "This inbox is for this machine only.");
        return;
      }
      route(exchange);
    } catch (MessagingException e) {
      text(exchange, 500, "This message cannot be read: " + e.getMessage());
    }
  }

  /** A name that someone else points at this machine must not open the inbox to their page. */
  private boolean isForUs(HttpExchange exchange) {
    @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
    return !loopbackOnly || (host != null && OUR_NAMES.contains(host.replaceFirst(":\\d+$", "")));
  }

  private void route(HttpExchange exchange) throws IOException, MessagingException {
    String method = exchange.getRequestMethod();
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getPath().split("/"))
            .filter(part -> !part.isEmpty())
            .toList();
    boolean read = method.equals("GET") || method.equals("HEAD");
    if (path.isEmpty() && read) {
      listPage(exchange);
    } else if (path.equals(List.of("inbox.css")) && read) {
      try (InputStream css = Inbox.class.getResourceAsStream("inbox.css")) {
        bytes(
            exchange,
            200,
            "text/css; charset=utf-8",
            css == null ? new byte[0] : css.readAllBytes());
      }
    } else if (path.equals(List.of("readyz")) && read) {
      text(exchange, 200, "UP");
    } else if (path.equals(List.of("delete")) && method.equals("POST")) {
      deleteByForm(exchange);
    } else if (path.equals(List.of("api", "messages")) && read) {
      listJson(exchange);
    } else if (path.equals(List.of("api", "messages")) && method.equals("DELETE")) {
      mailbox.deleteAll();
      exchange.sendResponseHeaders(204, -1);
    } else if (path.size() == 4 && path.getFirst().equals("api") && path.get(3).equals("raw")) {
      raw(exchange, path.get(2));
    } else if (path.size() >= 2 && path.getFirst().equals("messages") && read) {
      message(exchange, path);
    } else {
      notFound(exchange);
    }
  }

  private void listPage(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    String to = query.getOrDefault("to", "").strip();
    String subject = query.getOrDefault("subject", "").strip();
    html(
        exchange,
        200,
        pages(exchange).list(mailbox.find(to, subject), to, subject, pageNumber(query)));
  }

  private void message(HttpExchange exchange, List<String> path)
      throws IOException, MessagingException {
    Optional<CaughtMessage> caught = mailbox.get(path.get(1));
    if (caught.isEmpty()) {
      notFound(exchange);
      return;
    }
    try (InputStream raw = mailbox.raw(caught.get())) {
      ReadMessage message = ReadMessage.of(raw);
      if (path.size() == 2) {
        html(exchange, 200, pages(exchange).message(caught.get(), message));
      } else if (path.size() == 3 && path.get(2).equals("html")) {
        // The sender's HTML: no script, no network, an origin of its own.
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'");
        html(exchange, 200, message.html().orElse(""));
      } else if (path.size() == 4 && path.get(2).equals("parts")) {
        attachment(exchange, message, path.get(3));
      } else {
        notFound(exchange);
      }
    }
  }

  private void attachment(HttpExchange exchange, ReadMessage message, String number)
      throws IOException, MessagingException {
    for (ReadMessage.Attachment attachment : message.attachments()) {
      if (Integer.toString(attachment.number()).equals(number)) {
        String name = attachment.fileName().replaceAll("[^\\p{L}\\p{N}. _-]", "_");
        exchange
            .getResponseHeaders()
            .set(
                "Content-Disposition",
                "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                    .formatted(
                        name.replaceAll("[^\\x20-\\x7e]", "_"),
                        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")));
        try (InputStream content = message.content(attachment.number()).orElseThrow()) {
          bytes(exchange, 200, attachment.contentType(), content.readAllBytes());
        }
        return;
      }
    }
    notFound(exchange);
  }

  private void listJson(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    List<CaughtMessage> found =
        mailbox.find(query.getOrDefault("to", ""), query.getOrDefault("subject", ""));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody());
        JsonGenerator generator = json.createGenerator(out, JsonEncoding.UTF8)) {
      generator.writeStartObject();
      generator.writeArrayPropertyStart("items");
      for (CaughtMessage message : found) {
        write(generator, message);
      }
      generator.writeEndArray();
      generator.writeNumberProperty("total", found.size());
      generator.writeEndObject();
    }
  }

  private static void write(JsonGenerator generator, CaughtMessage message) {
    generator.writeStartObject();
    generator.writeStringProperty("id", message.id());
    generator.writeStringProperty("from", message.from());
    generator.writeArrayPropertyStart("to");
    message.to().forEach(generator::writeString);
    generator.writeEndArray();
    generator.writeStringProperty("subject", message.subject());
    generator.writeStringProperty("receivedAt", message.receivedAt().toString());
    generator.writeStringProperty("messageId", message.messageId());
    generator.writeNumberProperty("size", message.size());
    generator.writeStringProperty("raw", "/api/messages/" + message.id() + "/raw");
    generator.writeEndObject();
  }

  private void raw(HttpExchange exchange, String id) throws IOException {
    Optional<CaughtMessage> caught = mailbox.get(id);
    if (caught.isEmpty()) {
      notFound(exchange);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "message/rfc822");
    exchange.sendResponseHeaders(200, Math.max(1, caught.get().size()));
    try (InputStream in = mailbox.raw(caught.get())) {
      in.transferTo(exchange.getResponseBody());
    }
  }

  /** Only from our own page: another site can send this browser's form as well. */
  private void deleteByForm(HttpExchange exchange) throws IOException {
    @Nullable String origin = exchange.getRequestHeaders().getFirst("Origin");
    @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
    if (origin != null && !origin.equals("http://" + host)) {
      text(exchange, 403, "Only the inbox's own page may do this.");
      return;
    }
    mailbox.deleteAll();
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(303, -1);
  }

  private void notFound(HttpExchange exchange) throws IOException {
    html(exchange, 404, pages(exchange).notFound());
  }

  private static InboxPages pages(HttpExchange exchange) {
    return new InboxPages(Labels.of(exchange.getRequestHeaders()));
  }

  private static int pageNumber(Map<String, String> query) {
    String page = query.getOrDefault("page", "1");
    return page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    @Nullable String raw = exchange.getRequestURI().getRawQuery();
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] sides = pair.split("=", 2);
      query.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void html(HttpExchange exchange, int status, String page) throws IOException {
    bytes(exchange, status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    bytes(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
