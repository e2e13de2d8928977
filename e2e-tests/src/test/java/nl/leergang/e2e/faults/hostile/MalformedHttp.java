package nl.leergang.e2e.faults.hostile;

import static nl.leergang.e2e.faults.hostile.MalformedBodies.pick;
import static nl.leergang.e2e.faults.hostile.Request.Expected.NOT_HTTP;
import static nl.leergang.e2e.faults.hostile.Request.Expected.NO_FAILURE;
import static nl.leergang.e2e.faults.hostile.Request.Expected.REFUSED;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Heads that are no HTTP, or hardly. */
final class MalformedHttp {

  private static final String[] WHERE = {
    "/v1/programmes",
    "/v1/editions",
    "/",
    "/staff",
    "/v1/registrations",
    "/v1/openapi.json",
    "/bestaat-niet"
  };

  /** One of each kind. */
  List<Request> one(Random random) {
    List<Request> requests = new ArrayList<>();
    for (String head :
        List.of(
            "GET %s\r\n",
            "GET %s HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET %s HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a\0b\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a:99999999\r\nConnection: close\r\n\r\n",
            "GET\t%s\tHTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "G\u00cbT %s HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET %s\0 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a\r\n: leeg\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n",
            "GET %s HTTP/1.1\r\nHost: a\r\nX: 1\r\n vouw\r\nConnection: close\r\n\r\n",
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n",
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gehakt\r\n\r\n",
            "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
            "\r\n\r\n\r\n\0\r\n\r\n")) {
      String where = pick(random, WHERE);
      requests.add(
          RequestText.of(door(random), "head", where)
              .request("no HTTP", head.contains("%s") ? head.formatted(where) : head));
    }
    for (String method : List.of("TRACE", "PUT", "DELETE", "PATCH", "BREW", "PROPFIND", "get")) {
      requests.add(
          RequestText.of(door(random), method, pick(random, WHERE))
              .with("X-Hostile", "hostile")
              .request("verb", REFUSED));
    }
    // No server answers for a tunnel as for a path.
    requests.add(
        RequestText.of(door(random), "CONNECT", pick(random, WHERE))
            .request("tunnel", NOT_HTTP, false, false));
    requests.add(
        RequestText.of(door(random), "GET", pick(random, WHERE))
            .request("HTTP/1.0", "GET " + pick(random, WHERE) + " HTTP/1.0\r\n\r\n"));
    // Two lengths for one body: whoever believes the wrong one takes the rest for a request.
    requests.add(
        RequestText.of(door(random), "POST", "/v1/registrations")
            .with("Content-Type", "application/json")
            .with("Content-Length", "6")
            .with("Transfer-Encoding", "chunked")
            .raw(RequestText.latin("0\r\n\r\nGET /staff HTTP/1.1\r\nX: "))
            .request("two lengths", REFUSED, true, false));
    header(
        random,
        requests,
        "Host",
        "evil.example",
        "evil.example:80@a",
        "[::1",
        "",
        "a".repeat(3_000));
    header(
        random,
        requests,
        "Accept",
        "*",
        "text/html;q=zz",
        ";;;",
        "a/b;c=\"",
        "text/html",
        "\u00ff",
        "image/png");
    header(
        random,
        requests,
        "Accept-Language",
        "zz-ZZ-*;q=9",
        "*,".repeat(900),
        ";q",
        "nl;q=\0",
        "../../en");
    header(
        random,
        requests,
        "Content-Type",
        "multipart/form-data",
        ";",
        "a",
        "text/html; charset=\"",
        "*/*");
    header(
        random,
        requests,
        "Cookie",
        "leergang-session=x.y",
        "leergang-session=",
        "=;=",
        "a".repeat(9_000),
        "leergang-session=" + "QQ.".repeat(1_500));
    header(
        random,
        requests,
        "Authorization",
        "Basic",
        "Basic ====",
        "Basic OjpYOg==",
        "Bearer",
        "Bearer a.b.c",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Digest x",
        "Basic " + "QQ==".repeat(2_000));
    header(random, requests, "If-None-Match", "W/", "\"", "*", "\"a\",".repeat(1_500));
    header(random, requests, "If-Modified-Since", "gisteren", "Thu, 32 Foo 9999 25:61:61 GMT");
    header(random, requests, "Range", "bytes=-1", "bytes=0-0,".repeat(500), "bytes=9-1");
    header(random, requests, "Expect", "200-ok", "100-continue, x");
    header(random, requests, "Origin", "null", "http://", "\u00e9", "http://evil.example");
    header(random, requests, "X-Forwarded-For", "127.0.0.1", "x".repeat(4_000), "'");
    header(random, requests, "X-Forwarded-Host", "evil.example");
    header(random, requests, "X-HTTP-Method-Override", "DELETE", "TRACE");
    header(random, requests, "X-Original-URL", "/staff");
    header(
        random,
        requests,
        "traceparent",
        "00-x",
        "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01");
    requests.add(
        RequestText.of(door(random), "GET", pick(random, WHERE))
            .with("X-Veel", "a".repeat(20_000 + random.nextInt(40_000)))
            .request("header over the limit", NOT_HTTP, false, false));
    RequestText many = RequestText.of(door(random), "GET", pick(random, WHERE));
    for (int i = 0; i < 300; i++) {
      many.with("X-" + i, "1");
    }
    requests.add(many.request("300 headers", NOT_HTTP, false, false));
    return requests;
  }

  private static void header(Random random, List<Request> requests, String name, String... values) {
    String value = pick(random, values);
    String where = pick(random, WHERE);
    String kind = "header " + name + ": " + (value.length() > 30 ? value.substring(0, 30) : value);
    boolean http = value.chars().allMatch(c -> c >= 32 && c < 127);
    // A bad Host is refused by the parser, whatever the path.
    requests.add(
        RequestText.of(door(random), "GET", where)
            .with(name, value)
            .request(kind, NO_FAILURE, http && !name.equals("Host"), false));
  }

  private static String door(Random random) {
    return pick(random, "portal", "portal", "registration", "schedule", "notification");
  }
}
