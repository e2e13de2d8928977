package nl.leergang.e2e.product;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What arrived at the mail server, oldest first, each message read from its raw source. */
public final class Inbox {

  private final Api catcher;
  private final Map<String, Mail> read = new ConcurrentHashMap<>();

  Inbox(Api catcher) {
    this.catcher = catcher;
  }

  public List<Mail> all() {
    return find("/api/messages");
  }

  /** Mails that were sent to exactly this address. */
  public List<Mail> to(String address) {
    return find("/api/messages?to=" + Api.encode(address)).stream()
        .filter(mail -> mail.to().contains(address))
        .toList();
  }

  /** The page on which a person sees the newest mail to this address. */
  public String pageOfNewest(String address) {
    JsonNode newest =
        catcher.get("/api/messages?to=" + Api.encode(address)).json().path("items").get(0);
    return catcher.origin().resolve("/messages/" + newest.path("id").asString()).toString();
  }

  private List<Mail> find(String path) {
    Answer answer = catcher.get(path);
    if (answer.status() != 200) {
      throw new AssertionError("The inbox: " + answer);
    }
    List<String> newestFirst = new ArrayList<>();
    answer.json().path("items").forEach(item -> newestFirst.add(item.path("id").asString()));
    return newestFirst.reversed().stream()
        .map(id -> read.computeIfAbsent(id, this::fetch))
        .toList();
  }

  private Mail fetch(String id) {
    Answer raw = catcher.get("/api/messages/" + id + "/raw");
    return Mail.parse(raw.text().getBytes(StandardCharsets.UTF_8));
  }
}
