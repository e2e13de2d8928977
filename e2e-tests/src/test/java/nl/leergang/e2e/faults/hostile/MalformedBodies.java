package nl.leergang.e2e.faults.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.leergang.e2e.faults.hostile.Request.Expected.NEVER_WHOLE;
import static nl.leergang.e2e.faults.hostile.Request.Expected.NO_FAILURE;
import static nl.leergang.e2e.faults.hostile.Request.Expected.REFUSED;
import static nl.leergang.e2e.faults.hostile.Request.Expected.TOO_LARGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import nl.leergang.e2e.faults.hostile.Request.Expected;
import tools.jackson.databind.json.JsonMapper;

/** Posts of registrations and brochure requests, at the portal and at the service itself. */
final class MalformedBodies {

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int HUGE = 10 * 1024 * 1024;
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "multipart/mixed; boundary=\"\"",
          "application/json; charset=x-bestaat-niet",
          "application/json; =",
          "*/*",
          "application/*",
          "json",
          ";",
          "application/json, application/json",
          "application/x-www-form-urlencoded; charset=utf-7");

  private final Target target;

  MalformedBodies(Target target) {
    this.target = target;
  }

  /** One of each kind; the random numbers choose path, door, field and sizes. */
  List<Request> one(Random random, String id) {
    return List.of(
        json(
            random,
            id,
            "JSON cut off",
            REFUSED,
            text -> text.substring(0, 1 + random.nextInt(text.length() - 2))),
        json(random, id, "JSON with rubbish behind it", REFUSED, text -> text + "]"),
        bytes(random, "broken UTF-8 in JSON", JSON, REFUSED, broken(json(fields(random, id)))),
        json(
            random,
            id,
            "NUL escaped in JSON",
            REFUSED,
            text -> text.replaceFirst("Noor", "No\\\\u0000or")),
        json(random, id, "NUL in JSON", REFUSED, text -> text.replaceFirst("Noor", "No\0or")),
        json(
            random,
            id,
            "half a surrogate in JSON",
            REFUSED,
            text -> text.replaceFirst("Noor", "Noor\\\\ud800")),
        json(random, id, "deep nesting", REFUSED, _ -> "[".repeat(1000 + random.nextInt(100_000))),
        json(
            random,
            id,
            "deep nesting in a field",
            REFUSED,
            text -> text.replaceFirst("\"Noor[^\"]*\"", "{\"a\":".repeat(5_000))),
        json(
            random,
            id,
            "huge number",
            REFUSED,
            text -> text.replaceFirst("true", "1e" + (9 + random.nextInt(999_999_999)))),
        json(
            random,
            id,
            "number of many digits",
            REFUSED,
            text -> text.replaceFirst("\\{", "{\"editionVersion\":" + "9".repeat(2_000) + ",")),
        json(
            random,
            id,
            "duplicate key",
            REFUSED,
            text -> text.replaceFirst("\\{", "{\"email\":\"ander@hostile.example\",")),
        other(random, id, "operator for a value", field -> Map.of("$gt", "")),
        other(random, id, "list for a value", field -> List.of("a", "b")),
        other(random, id, "null for a value", field -> null),
        json(
            random,
            id,
            "fields that are not the sender's",
            REFUSED,
            text ->
                text.replaceFirst(
                    "\\{", "{\"status\":\"CONFIRMED\",\"_id\":\"x\",\"position\":1,")),
        json(
            random,
            id,
            "prototype and class",
            REFUSED,
            text ->
                text.replaceFirst(
                    "\\{", "{\"__proto__\":{\"a\":1},\"@class\":\"java.lang.Runtime\",")),
        json(
            random,
            id,
            "value without end",
            REFUSED,
            text -> text.replaceFirst("Noor", "N".repeat(1_000 + random.nextInt(200_000)))),
        bytes(
            random,
            "no object",
            JSON,
            REFUSED,
            pick(
                    random, "[]", "null", "true", "1", "\"x\"", "", " ", "{}", "NaN", "{a:1}",
                    "{'a':1}")
                .getBytes(UTF_8)),
        bytes(random, "UTF-16", JSON, NO_FAILURE, json(fields(random, id)).getBytes(UTF_16)),
        bytes(
            random,
            "Latin-1",
            JSON + "; charset=iso-8859-1",
            NO_FAILURE,
            json(fields(random, id)).replace("Noor", "Zoë").getBytes(ISO_8859_1)),
        bytes(
            random,
            "byte order mark",
            JSON,
            NO_FAILURE,
            ("\ufeff" + json(fields(random, id))).getBytes(UTF_8)),
        bytes(
            random,
            "wrong type",
            TYPES.get(random.nextInt(TYPES.size())),
            REFUSED,
            json(fields(random, id)).getBytes(UTF_8)),
        bytes(random, "compressed, says the header", JSON, REFUSED, new byte[] {31, -117, 8, 0}),
        form(
            random,
            id,
            "1,001 parameters",
            REFUSED,
            text -> text + "&" + "a%d=1&".formatted(random.nextInt(9)).repeat(1_000)),
        form(
            random,
            id,
            "form array",
            REFUSED,
            text ->
                text.replace("email=", "email[]=").replace("&", "&email[]=b%40hostile.example&")),
        form(random, id, "field twice", REFUSED, text -> text + "&email=ander%40hostile.example"),
        form(
            random,
            id,
            "operator in a form",
            REFUSED,
            text ->
                text.replace(
                    "email=", pick(random, "email[$ne]=", "email%5B%24gt%5D=", "email.$ne="))),
        form(
            random,
            id,
            "broken escape",
            REFUSED,
            text -> text + "&remarks=" + pick(random, "%", "%4", "%zz", "%u0041", "100%")),
        form(
            random,
            id,
            "broken UTF-8 in a form",
            REFUSED,
            text ->
                text + "&role=" + pick(random, "%c3%28", "%ff", "%ed%a0%80", "%c0%af", "%f8%a1")),
        form(random, id, "NUL in a form", REFUSED, text -> text.replaceFirst("Noor", "No%00or")),
        form(
            random,
            id,
            "control characters in a form",
            REFUSED,
            text ->
                text.replaceFirst(
                    "Noor", "Noor" + pick(random, "%0d%0a", "%1b", "%7f", "%e2%80%a8"))),
        form(random, id, "only separators", REFUSED, _ -> "&=&".repeat(1 + random.nextInt(999))),
        form(
            random,
            id,
            "more fields than it has",
            NO_FAILURE,
            text -> text + "&status=CONFIRMED&_id=1&position=1&constructor=x"),
        bytes(random, "10 MB form", FORM, TOO_LARGE, huge("remarks=")),
        bytes(random, "10 MB JSON", JSON, TOO_LARGE, huge("{\"remarks\":\"")),
        chunked(random, "10 MB chunked", HUGE),
        chunked(random, "300 kB chunked", 300 * 1024),
        badChunk(random),
        cutOff(random, id),
        key(random, id));
  }

  private Request json(
      Random random, String id, String kind, Expected expected, UnaryOperator<String> change) {
    return bytes(
        random, kind, JSON, expected, change.apply(json(fields(random, id))).getBytes(UTF_8));
  }

  private Request form(
      Random random, String id, String kind, Expected expected, UnaryOperator<String> change) {
    return bytes(
        random,
        kind,
        FORM,
        expected,
        change.apply(People.form(fields(random, id))).getBytes(UTF_8));
  }

  private interface Value {
    Object of(String field);
  }

  private Request other(Random random, String id, String kind, Value value) {
    Map<String, Object> fields = new LinkedHashMap<>(fields(random, id));
    List<String> required =
        fields.keySet().stream()
            .filter(name -> List.of("email", "editionId", "programme").contains(name))
            .toList();
    String field = required.get(random.nextInt(required.size()));
    fields.put(field, value.of(field));
    return bytes(random, kind + " of " + field, JSON, REFUSED, json(fields).getBytes(UTF_8));
  }

  private Request bytes(Random random, String kind, String type, Expected expected, byte[] body) {
    boolean registration = contains(body, "editionId") || !contains(body, "programme");
    return post(random, registration, kind).body(type, body).request(kind, expected);
  }

  /** Readable up to the limit: it is its size alone that is wrong. */
  private Request chunked(Random random, String kind, int size) {
    boolean form = random.nextBoolean();
    byte[] body = Arrays.copyOf(huge(form ? "remarks=" : "{\"remarks\":\""), size);
    return post(random, random.nextBoolean(), kind)
        .chunked(form ? FORM : JSON, body)
        .request(kind, TOO_LARGE);
  }

  private Request badChunk(Random random) {
    return post(random, true, "")
        .with("Content-Type", JSON)
        .with("Transfer-Encoding", "chunked")
        .raw(
            RequestText.latin(
                pick(random, "zz\r\n{}", "-1\r\n", "7fffffffffffffff\r\n{", "2\r\n{}x")))
        .request("chunk of a wrong size", NEVER_WHOLE, true, true);
  }

  private Request cutOff(Random random, String id) {
    byte[] whole = json(fields(random, id)).getBytes(UTF_8);
    return post(random, true, "")
        .with("Content-Type", JSON)
        .with("Content-Length", Integer.toString(whole.length))
        .raw(Arrays.copyOf(whole, random.nextInt(whole.length)))
        .request("half-closed before the body is whole", NEVER_WHOLE, true, true);
  }

  private Request key(Random random, String id) {
    String key =
        pick(
            random,
            "kort",
            "é".repeat(20),
            "k".repeat(300),
            "{\"$gt\":\"\"}",
            "spatie in het midden x");
    return post(random, true, "")
        .with("Idempotency-Key", key)
        .body(JSON, json(People.registration(target, id)).getBytes(UTF_8))
        .request("wrong idempotency key", REFUSED);
  }

  private RequestText post(Random random, boolean registration, String kind) {
    String door = random.nextInt(3) == 0 ? "registration" : "portal";
    String path = registration ? "/v1/registrations" : "/v1/brochure-requests";
    RequestText request = RequestText.of(door, "POST", path);
    if (kind.startsWith("compressed")) {
      request.with("Content-Encoding", "gzip");
    }
    return request;
  }

  private Map<String, Object> fields(Random random, String id) {
    return random.nextBoolean()
        ? People.registration(target, id)
        : People.brochureRequest(target, id);
  }

  private static String json(Map<String, ?> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }

  private static byte[] broken(String text) {
    List<Byte> bytes = new ArrayList<>();
    for (byte one : text.getBytes(UTF_8)) {
      bytes.add(one);
      if (bytes.size() == text.indexOf("Noor") + 1) {
        bytes.add((byte) 0xC3);
        bytes.add((byte) 0x28);
      }
    }
    byte[] all = new byte[bytes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.get(i);
    }
    return all;
  }

  private static byte[] huge(String start) {
    byte[] body = new byte[HUGE];
    Arrays.fill(body, (byte) 'a');
    byte[] first = start.getBytes(UTF_8);
    System.arraycopy(first, 0, body, 0, first.length);
    return body;
  }

  private static boolean contains(byte[] body, String word) {
    return new String(body, 0, Math.min(body.length, 4096), ISO_8859_1).contains(word);
  }

  static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
