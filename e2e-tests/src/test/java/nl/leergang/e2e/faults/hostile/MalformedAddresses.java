package nl.leergang.e2e.faults.hostile;

import static nl.leergang.e2e.faults.hostile.MalformedBodies.pick;
import static nl.leergang.e2e.faults.hostile.Request.Expected.NO_FAILURE;
import static nl.leergang.e2e.faults.hostile.Request.Expected.REFUSED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import nl.leergang.e2e.faults.hostile.Request.Expected;

/** Paths and queries of everything that can be read, by anybody and by staff. */
final class MalformedAddresses {

  private static final String[] SEGMENTS = {
    "%00",
    "a%00b",
    "%2e%2e%2fa",
    "a%2Fb",
    "a%5cb",
    "a;jsessionid=1",
    "..;",
    "%zz",
    "%",
    "%4",
    "%c3%28",
    "%ff",
    "%0d%0aSet-Cookie:%20hostile=1",
    "%0aX-Hostile:%201",
    "%3Cscript%3E",
    "\u00e9",
    "%e2%80%ae",
    "{id}",
    "%7Bid%7D",
    "|",
    "\\",
    "^",
    "a%252Fb",
    "..%c0%af",
    "$where",
    "%24ne",
    "[$ne]",
    "%F0%9F%92%A9",
    "%u0041"
  };

  private static final String[] VALUES = {
    "%",
    "%4",
    "%zz",
    "%00",
    "%c3%28",
    "%ff",
    "%ed%a0%80",
    "%u0041",
    "-1",
    "0",
    "1e9",
    "NaN",
    "99999999999999999999",
    "2147483648",
    "101",
    "%0d%0aX-Hostile:%201",
    "%3Cscript%3E",
    "[$ne]",
    "{%22$gt%22:%22%22}",
    "2027-02-30",
    "0000-00-00",
    "%E2%80%AE",
    "*",
    ".*",
    "(a%2B)%2B$",
    "[",
    "\\",
    "'%20or%20'1'='1",
    "+",
    "a".repeat(7_000),
    "%F0%9F%92%A9",
    "true",
    "null",
    "undefined"
  };

  private final Target target;
  private final String credentials;

  MalformedAddresses(Target target) {
    this.target = target;
    byte[] pair = ("admin:" + target.adminPassword()).getBytes(StandardCharsets.UTF_8);
    this.credentials = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** One of each kind. */
  List<Request> one(Random random) {
    List<Request> requests = new ArrayList<>();
    for (String path :
        List.of(
            "/v1/programmes/", "/v1/editions/", "/programmes/", "/en/editions/", "/assets/", "/")) {
      requests.add(get(random, "path", path + pick(random, SEGMENTS), false, NO_FAILURE));
    }
    for (String path :
        List.of("/v1/registrations/", "/v1/notifications/", "/v1/brochure-requests/")) {
      requests.add(get(random, "staff's path", path + pick(random, SEGMENTS), true, NO_FAILURE));
      requests.add(
          get(random, "staff's path without login", path + pick(random, SEGMENTS), false, REFUSED));
    }
    requests.add(get(random, "path twice", "//v1//programmes", false, NO_FAILURE));
    requests.add(
        get(
            random,
            "path up",
            pick(
                random,
                "/v1/../staff",
                "/../etc/passwd",
                "/assets/..%2f..%2fapplication.yaml",
                "/assets/../application.yaml",
                "/%2e%2e/staff",
                "/v1/./registrations",
                "/staff/..;/v1/registrations"),
            false,
            NO_FAILURE));
    requests.add(
        get(
            random,
            "path without end",
            "/" + "a".repeat(4_000 + random.nextInt(4_000)),
            false,
            REFUSED));
    requests.add(
        RequestText.of(door(random), "GET", "/" + "a".repeat(20_000 + random.nextInt(50_000)))
            .request("path over the limit", REFUSED, false, false));
    for (String name : List.of("programme", "startsAfter", "page", "pageSize")) {
      requests.add(query(random, "/v1/editions?" + name + "=" + pick(random, VALUES), false));
    }
    requests.add(query(random, "/v1/programmes?page=" + pick(random, VALUES), false));
    requests.add(query(random, "/v1/editions?programme[$ne]=&programme=a&programme=b", false));
    requests.add(query(random, "/v1/editions?" + "a=1&".repeat(1_001), false));
    requests.add(query(random, "/v1/editions?&&&===&?&%3f", false));
    requests.add(query(random, "/thank-you?v=" + pick(random, VALUES), false));
    requests.add(query(random, "/staff/login?next=" + pick(random, VALUES), false));
    requests.add(query(random, "/?" + pick(random, VALUES) + "=" + pick(random, VALUES), false));
    requests.add(query(random, "/staff?q=" + People.MARK + pick(random, VALUES), false));
    for (String name : List.of("q", "editionId", "page", "pageSize")) {
      requests.add(
          query(
              random,
              "/v1/registrations?q=" + People.MARK + "&" + name + "=" + pick(random, VALUES),
              true));
    }
    requests.add(
        query(
            random,
            "/v1/notifications?status="
                + pick(random, VALUES)
                + "&registrationId="
                + pick(random, VALUES),
            true));
    requests.add(query(random, "/v1/brochure-requests?page=" + pick(random, VALUES), true));
    return requests;
  }

  private Request query(Random random, String where, boolean staff) {
    return get(random, "query", where, staff, NO_FAILURE);
  }

  private Request get(Random random, String kind, String where, boolean staff, Expected expected) {
    String door = staff ? "portal" : owner(random, where);
    RequestText request = RequestText.of(door, random.nextInt(10) == 0 ? "HEAD" : "GET", where);
    if (staff) {
      request.with("Authorization", credentials);
    }
    // What is no URI (RFC 3986) is refused by the HTTP parser, which knows no path.
    boolean uri =
        where.matches("/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
            && !where.matches(".*%(?![0-9A-Fa-f]{2}).*");
    boolean head = !request.request(kind, expected).line().startsWith("GET");
    return request.request(kind, expected, uri && !head, false);
  }

  private static String owner(Random random, String where) {
    if (random.nextInt(4) > 0 || !where.startsWith("/v1/")) {
      return "portal";
    }
    return where.startsWith("/v1/notifications")
        ? "notification"
        : where.startsWith("/v1/programmes") || where.startsWith("/v1/editions")
            ? "schedule"
            : "registration";
  }

  private static String door(Random random) {
    return pick(random, "portal", "registration", "schedule", "notification");
  }
}
