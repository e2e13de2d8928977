package nl.leergang.e2e.faults.hostile;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;

/** The headers that protect a reader, on pages and answers of each kind; and whom to write to. */
final class Protections implements Attack {

  @Override
  public String name() {
    return "protecting headers";
  }

  @Override
  public Map<String, ?> on(Target target, Weaknesses found) {
    Api visitor = target.api().with("Accept", "text/html");
    List<String> open =
        List.of(
            "/",
            "/en",
            "/programmes/" + target.programme(),
            "/editions/" + target.edition() + "/register",
            "/programmes/" + target.programme() + "/brochure",
            "/privacy",
            "/staff/login",
            "/bestaat-niet");
    for (String path : open) {
      Answer answer = visitor.get(path);
      page(path, answer, found);
      nosniff(path, answer, found);
    }
    Visit staff = new Visit(target);
    staff.logIn("");
    for (String path :
        List.of(
            "/staff",
            "/staff/editions/" + target.edition(),
            "/staff/notifications",
            "/staff/brochure-requests")) {
      Answer answer = staff.get(path);
      page(path, answer, found);
      nosniff(path, answer, found);
      notStored(path, answer, found);
    }
    for (String path : List.of("/v1/registrations", "/v1/brochure-requests", "/v1/notifications")) {
      Answer answer = target.staff().get(path);
      nosniff(path, answer, found);
      notStored(path, answer, found);
    }
    Answer form =
        visitor.postForm(
            "/v1/registrations",
            Map.of("editionId", target.edition(), "givenName", People.MARK, "email", "fout"));
    page("the form shown again", form, found);
    nosniff("the form shown again", form, found);
    // Not "no-store": with that a browser forgets on "back" what was typed.
    found.unless(
        form.header("Cache-Control").contains("private"),
        Weakness.PROTECTION_MISSING,
        "the form shown again may be stored for others");
    notStored("/thank-you", visitor.get("/thank-you?v=x"), found);
    target
        .services()
        .forEach((name, url) -> {
          Answer answer = new Api(url).get("/v1/bestaat-niet");
          nosniff(name, answer, found);
          notStored(name, answer, found);
        });
    contact(target.api().get("/.well-known/security.txt"), found);
    return Map.of("pages", open.size() + 4);
  }

  private static void page(String what, Answer answer, Weaknesses found) {
    String policy = answer.header("Content-Security-Policy");
    found.unless(
        policy.contains("default-src 'self'") || policy.contains("default-src 'none'"),
        Weakness.PROTECTION_MISSING,
        what + ": no Content-Security-Policy that starts from nothing: " + policy);
    for (String part :
        List.of(
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'")) {
      found.unless(policy.contains(part), Weakness.PROTECTION_MISSING, what + ": no " + part);
    }
    found.unless(
        !policy.contains("unsafe-") && !policy.contains("*"),
        Weakness.PROTECTION_MISSING,
        what + ": " + policy);
    found.unless(
        !answer.header("Referrer-Policy").isEmpty(),
        Weakness.PROTECTION_MISSING,
        what + ": no Referrer-Policy");
  }

  private static void nosniff(String what, Answer answer, Weaknesses found) {
    found.unless(
        answer.header("X-Content-Type-Options").equals("nosniff"),
        Weakness.PROTECTION_MISSING,
        what + ": no nosniff");
    found.unless(
        answer.header("Server").isEmpty() && answer.header("X-Powered-By").isEmpty(),
        Weakness.INTERNALS_SHOWN,
        what + ": " + answer.header("Server") + answer.header("X-Powered-By"));
  }

  private static void notStored(String what, Answer answer, Weaknesses found) {
    found.unless(
        answer.header("Cache-Control").contains("no-store"),
        Weakness.PROTECTION_MISSING,
        "%s: may be stored: '%s'".formatted(what, answer.header("Cache-Control")));
  }

  /** RFC 9116. */
  private static void contact(Answer answer, Weaknesses found) {
    String text = answer.text();
    found.unless(
        answer.status() == 200 && answer.header("Content-Type").startsWith("text/plain"),
        Weakness.NO_CONTACT,
        "security.txt -> " + answer.status() + " " + answer.header("Content-Type"));
    found.unless(
        text.matches("(?ms).*^Contact: (mailto:|https:|tel:)\\S+$.*"),
        Weakness.NO_CONTACT,
        "security.txt has no Contact");
    Instant expires = Instant.MIN;
    for (String line : text.lines().toList()) {
      if (line.startsWith("Expires: ")) {
        try {
          expires = OffsetDateTime.parse(line.substring(9).strip()).toInstant();
        } catch (DateTimeException e) {
          found.add(Weakness.NO_CONTACT, line);
        }
      }
    }
    Instant now = Instant.now();
    found.unless(
        expires.isAfter(now.plus(Duration.ofDays(30)))
            && expires.isBefore(now.plus(Duration.ofDays(366))),
        Weakness.NO_CONTACT,
        "security.txt runs out at " + expires);
  }
}
