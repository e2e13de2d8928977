package nl.leergang.e2e.faults.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;

/** Passwords by trial: one account, many accounts, through the form and through HTTP Basic. */
final class Guessing implements Attack {

  private static final int MOST = 60;
  private static final int OF_ONE_ACCOUNT = 12;

  private final int firstAddress;

  /**
   * @param firstAddress last byte of the first loopback address to guess from; five are used, so
   *     that nobody else at this product is slowed down
   */
  Guessing(int firstAddress) {
    this.firstAddress = firstAddress;
  }

  @Override
  public String name() {
    return "passwords by trial";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) {
    int one =
        tries(
            OF_ONE_ACCOUNT,
            i -> from(target, 0).as("admin", "fout" + i).get("/v1/registrations"),
            "one account, Basic",
            found);
    int many =
        tries(
            MOST,
            i -> from(target, 1).as("gokker" + i, "fout").get("/v1/registrations"),
            "many accounts, Basic",
            found);
    int spoofed =
        tries(
            OF_ONE_ACCOUNT,
            i -> spoofing(from(target, 2), i).as("admin", "fout" + i).get("/v1/registrations"),
            "one account, another X-Forwarded-For each time",
            found);
    int form =
        tries(OF_ONE_ACCOUNT, i -> login(from(target, 3), "admin", i), "one account, form", found);
    int forms =
        tries(MOST, i -> login(from(target, 4), "gokker" + i, i), "many accounts, form", found);
    Answer elsewhere = target.staff().get("/v1/registrations");
    found.unless(
        elsewhere.status() == 200, Weakness.GUESSING, "colleagues are locked out: " + elsewhere);
    return Map.of(
        "triesUntilBlocked",
        Map.of("account", one, "address", many, "spoofed", spoofed, "form", form, "forms", forms));
  }

  /** How many tries there were before the first 429, which has to say how long to wait. */
  private static int tries(int most, IntFunction<Answer> attempt, String what, Weaknesses found) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Answer answer = attempt.apply(i);
      statuses.add(answer.status());
      if (answer.status() == 429) {
        found.unless(
            answer.header("Retry-After").matches("[1-9]\\d*"),
            Weakness.GUESSING,
            what + ": 429 without a time to wait");
        return i;
      }
      found.unless(answer.status() == 401, Weakness.GUESSING, what + " -> " + answer);
    }
    found.add(Weakness.GUESSING, "%s: %d tries, none refused: %s".formatted(what, most, statuses));
    return most;
  }

  private static Answer login(Api api, String account, int i) {
    Api browser = api.with("Accept", "text/html");
    Answer page = browser.get("/staff/login");
    String cookie = page.header("Set-Cookie").split(";", 2)[0];
    String token = page.text().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
    return browser
        .with("Cookie", cookie)
        .with("Origin", api.origin().toString())
        .with("X-Forwarded-For", "203.0.113." + i)
        .postForm(
            "/staff/login", Map.of("account", account, "password", "fout" + i, "_csrf", token));
  }

  private static Api spoofing(Api api, int i) {
    return api.with("X-Forwarded-For", "203.0.113." + i)
        .with("X-Real-IP", "203.0.113." + i)
        .with("Forwarded", "for=203.0.113." + i)
        .with("X-Client-IP", "203.0.113." + i);
  }

  private Api from(Target target, int which) {
    return target.api().from("127.0.0." + (firstAddress + which));
  }
}
