package nl.leergang.e2e.faults.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;

/** A browser's visit without a browser: keeps cookies, reads the form's token. */
final class Visit {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final Target target;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> setCookies = new ArrayList<>();
  private String token = "";
  private String origin;

  Visit(Target target) {
    this.target = target;
    this.origin = target.portal().toString();
  }

  /** Somebody else's page sends what follows. */
  Visit from(String otherOrigin) {
    origin = otherOrigin;
    return this;
  }

  Visit carrying(String cookie, String value) {
    cookies.put(cookie, value);
    return this;
  }

  Visit withToken(String value) {
    token = value;
    return this;
  }

  Map<String, String> cookies() {
    return new HashMap<>(cookies);
  }

  String token() {
    return token;
  }

  /** Every Set-Cookie that came along, as it was sent. */
  List<String> setCookies() {
    return setCookies;
  }

  Answer get(String path) {
    return kept(api().get(path));
  }

  Answer submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    if (!token.isEmpty()) {
      all.put("_csrf", token);
    }
    return kept(api().with("Origin", origin).postForm(path, all));
  }

  /** Opens the form and sends it. */
  Answer logIn(String next) {
    get("/staff/login");
    return submit(
        "/staff/login",
        Map.of("account", "admin", "password", target.adminPassword(), "next", next));
  }

  private Api api() {
    Api api = target.api().with("Accept", "text/html");
    if (cookies.isEmpty()) {
      return api;
    }
    StringBuilder line = new StringBuilder();
    cookies.forEach((name, value) ->
        line.append(line.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return api.with("Cookie", line.toString());
  }

  private Answer kept(Answer answer) {
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      setCookies.add(cookie);
      String pair = cookie.split(";", 2)[0];
      int equals = pair.indexOf('=');
      cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    Matcher found = TOKEN.matcher(answer.text());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }
}
