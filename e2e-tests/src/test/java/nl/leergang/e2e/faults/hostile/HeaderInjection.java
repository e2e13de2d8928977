package nl.leergang.e2e.faults.hostile;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.leergang.e2e.faults.hostile.Request.Expected;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever gets into a mail, with line breaks and with characters that lose their upper byte to
 * become one; then every message is looked at as it arrived.
 */
final class HeaderInjection implements Attack {

  private static final String VICTIM = "slachtoffer@hostile.example";

  private static final List<String> BREAKS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n ",
          "%0d%0a",
          "\\r\\n",
          "\u010d\u010a",
          "\u560d\u560a",
          "\uff0d\uff0a",
          "\u0000",
          "\u000b",
          "\u000c",
          "\u001c",
          "\u0085",
          "\u2028",
          "\u2029");

  private static final List<String> ADDRESSES =
      List.of(
          "%s, " + VICTIM,
          "%s;" + VICTIM,
          "%s " + VICTIM,
          "<%s>",
          "%s>\r\nRCPT TO:<" + VICTIM,
          "\"%s\" <" + VICTIM + ">",
          "%s(" + VICTIM + ")",
          "%s%%" + VICTIM,
          "@a.example:%s",
          "=?utf-8?q?a=0d=0aBcc:=20" + VICTIM + "?= <%s>");

  private static final List<String> REGISTRATION =
      List.of(
          "givenName",
          "infix",
          "familyName",
          "email",
          "telephone",
          "organisation",
          "role",
          "remarks",
          "purchaseOrderNumber",
          "costCentre",
          "salutation",
          "language",
          "editionId");

  private static final List<String> BROCHURE =
      List.of("name", "email", "telephone", "address", "remarks", "language", "programme");

  private final int everyNth;
  private final Duration patience;

  /**
   * @param everyNth 1 for all of them
   * @param patience with the mails to those who were accepted
   */
  HeaderInjection(int everyNth, Duration patience) {
    this.everyNth = everyNth;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "header injection";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) {
    Map<String, Integer> statuses = new TreeMap<>();
    Set<String> expecting = new TreeSet<>();
    int number = 0;
    for (boolean registration : List.of(true, false)) {
      for (String field : registration ? REGISTRATION : BROCHURE) {
        List<String> values = new ArrayList<>();
        BREAKS.forEach(b -> values.add("%s" + b + "Bcc: " + VICTIM + b + "X-Hostile: 1"));
        if (field.equals("email")) {
          values.addAll(ADDRESSES);
        }
        for (String value : values) {
          number++;
          if (number % everyNth == 0) {
            String id = "h%d".formatted(number);
            Answer answer = post(target, registration, field, value, id, number % 2 == 0);
            statuses.merge("" + answer.status(), 1, Integer::sum);
            AnswerCheck.general(
                "injection into " + field, true, Expected.NO_FAILURE, reply(answer), found);
            if (answer.status() < 300) {
              expecting.add(id + "@" + People.DOMAIN);
            }
            found.unless(
                answer.status() >= 400
                    || !(field.equals("email") || value.matches("(?s).*[\r\n\0].*"))
                    || field.equals("remarks")
                    || field.equals("address"),
                Weakness.NOT_REFUSED,
                "%s with %s -> %s".formatted(field, printable(value), answer));
          }
        }
      }
    }
    int mails = mails(target, expecting, found);
    return Map.of(
        "requests",
        number / everyNth,
        "answers",
        statuses,
        "accepted",
        expecting.size(),
        "mails",
        mails);
  }

  private static Answer post(
      Target target, boolean registration, String field, String value, String id, boolean form) {
    Map<String, Object> fields =
        registration ? People.registration(target, id) : People.brochureRequest(target, id);
    fields.put(field, value.replace("%s", String.valueOf(fields.getOrDefault(field, "Tekst"))));
    String path = registration ? "/v1/registrations" : "/v1/brochure-requests";
    Api api = target.api();
    if (form) {
      Map<String, String> texts = new LinkedHashMap<>();
      fields.forEach((name, content) -> texts.put(name, String.valueOf(content)));
      return api.postForm(path, texts);
    }
    return api.post(path, fields);
  }

  /** Waits for the mails to everybody who was accepted, and looks at every one that is there. */
  private int mails(Target target, Set<String> expecting, Weaknesses found) {
    Api inbox = new Api(target.inbox());
    try {
      await("mails to all who were accepted")
          .atMost(patience)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> recipients(inbox).containsAll(expecting));
    } catch (ConditionTimeoutException e) {
      Set<String> missing = new TreeSet<>(expecting);
      missing.removeAll(recipients(inbox));
      found.add(Weakness.MAIL_HEADER, "no mail to " + missing);
    }
    int seen = 0;
    for (JsonNode item : messages(inbox)) {
      List<String> envelope = new ArrayList<>();
      item.path("to").forEach(one -> envelope.add(one.asString()));
      URI raw = target.inbox().resolve(item.path("raw").asString());
      MailCheck.look(
          new Api(target.inbox()).get(raw.getPath()).text().getBytes(StandardCharsets.UTF_8),
          envelope,
          found);
      found.unless(!envelope.contains(VICTIM), Weakness.MAIL_HEADER, "a mail to the victim");
      seen++;
    }
    return seen;
  }

  private static Set<String> recipients(Api inbox) {
    Set<String> all = new TreeSet<>();
    messages(inbox).forEach(item -> item.path("to").forEach(to -> all.add(to.asString())));
    return all;
  }

  private static List<JsonNode> messages(Api inbox) {
    List<JsonNode> all = new ArrayList<>();
    JsonMapper.shared().readTree(inbox.get("/api/messages").text()).path("items").forEach(all::add);
    return all;
  }

  static Reply reply(Answer answer) {
    return new Reply(answer.status(), answer.headers().map(), answer.text());
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(c -> shown.append(c < 32 || c > 126 ? "\\u%04x".formatted(c) : "" + (char) c));
    return shown.toString();
  }
}
