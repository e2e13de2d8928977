package nl.leergang.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the shape of the contract for all three services, and remembers what it was asked. A
 * test sets the answers that it is about.
 */
final class StubServices {

  record Asked(String method, String pathAndQuery, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .flatMap(entry -> entry.getValue().stream())
          .findFirst()
          .orElse("");
    }
  }

  record Answer(int status, Map<String, String> headers, String body) {

    /** The connection ends without one. */
    static final Answer NONE = new Answer(0, Map.of(), "");

    static Answer json(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer problem(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/problem+json"), body);
    }

    Answer with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }
  }

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  StubServices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    reset();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  Optional<Asked> lastAsked(String method, String path) {
    return asked.reversed().stream()
        .filter(a -> a.method().equals(method) && a.pathAndQuery().startsWith(path))
        .findFirst();
  }

  /**
   * @param path with a query for that query only, else for every other
   */
  void answer(String method, String path, Answer answer) {
    answers.put(method + " " + path, answer);
  }

  /** Lets nobody who asks for this path be answered until then. */
  void hold(String path, CountDownLatch until) {
    held.put(path, until);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body));
    String path = exchange.getRequestURI().getRawPath();
    await(held.get(path));
    Answer known =
        answers.getOrDefault(
            exchange.getRequestMethod() + " " + path,
            Answer.problem(404, "{\"status\":404,\"code\":\"not-found\",\"errors\":[]}"));
    Answer answer =
        answers.getOrDefault(exchange.getRequestMethod() + " " + exchange.getRequestURI(), known);
    if (answer.equals(Answer.NONE)) {
      exchange.close();
      return;
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void await(@Nullable CountDownLatch latch) {
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answers that every test starts from. */
  void reset() {
    held.clear();
    answers.clear();
    asked.clear();
    String dream = programme(DREAM, OPEN, PAST);
    String trust = programme(TRUST, FULL);
    answer("GET", "/v1/programmes", Answer.json(200, page(dream, trust)));
    answer("GET", "/v1/programmes/droom", Answer.json(200, dream));
    answer("GET", "/v1/programmes/vertrouwen", Answer.json(200, trust));
    answer("GET", "/v1/editions", Answer.json(200, page(OPEN, FULL, PAST)));
    answer("GET", "/v1/editions/e-open", Answer.json(200, OPEN));
    answer("GET", "/v1/editions/e-full", Answer.json(200, FULL));
    answer("GET", "/v1/editions/e-past", Answer.json(200, PAST));
    answer("GET", "/v1/registrations", Answer.json(200, page(registrations())));
    answer("GET", "/v1/registrations/r-1", Answer.json(200, registration(1, "CONFIRMED", "")));
    answer("GET", "/v1/brochure-requests", Answer.json(200, page(BROCHURE)));
    answer("GET", "/v1/notifications", Answer.json(200, page(MAIL)));
    answer("POST", "/v1/notifications/n-1/resend", Answer.json(202, MAIL));
    answer("GET", "/v1/parked-events", Answer.json(200, page(PARKED)));
    answer("POST", "/v1/editions/e-open/sessions/s-1/reschedule", Answer.json(200, "{}"));
    answer("POST", "/v1/editions/e-open/sessions/s-1/cancel", Answer.json(200, "{}"));
    answer(
        "POST",
        "/v1/registrations",
        Answer.json(
                201,
                """
                {"id":"r-9","reference":"LG-7K3M9","editionId":"e-open","status":"HELD",
                "submittedAt":"2026-11-23T10:00:00Z"}\
                """)
            .with("Location", "/v1/registrations/r-9")
            .with("API-Version", "1.0.0"));
    answer("POST", "/v1/brochure-requests", Answer.json(201, "{\"id\":\"b-9\"}"));
  }

  static String page(String... items) {
    return """
    {"items":[%s],"page":1,"pageSize":100,"total":%d}\
    """
        .formatted(String.join(",", items), items.length);
  }

  /** With its editions, as the service gives it. */
  static String programme(String json, String... editions) {
    return json.substring(0, json.lastIndexOf('}'))
        + ",\"editions\":[%s],\"editionCount\":%d}"
            .formatted(String.join(",", editions), editions.length);
  }

  private static String[] registrations() {
    return new String[] {
      registration(1, "CONFIRMED", ""),
      registration(2, "HELD", ",\"possibleDuplicateOf\":\"r-1\""),
      registration(3, "WAITLISTED", ",\"position\":1"),
      registration(4, "CANCELLED", "")
    };
  }

  static String registration(int number, String status, String more) {
    return """
    {"id":"r-%d","reference":"LG-%d","editionId":"e-open","status":"%s",
    "submittedAt":"2026-11-20T09:0%d:00Z","givenName":"Sanne","infix":"van der","familyName":"Berg %d",
    "email":"sanne%d@voorbeeld.nl","organisation":"Gemeente Voorbeeld","role":"Burgemeester",
    "address":{"street":"Dorpsstraat","houseNumber":"1","postalCode":"1234 AB","city":"Voorbeeld"},
    "purchaseOrderNumber":"PO-00%d","costCentre":"4711","remarks":"Graag een rustige kamer",
    "language":"nl"%s}\
    """
        .formatted(number, number, status, number, number, number, number, more);
  }

  static final String DREAM =
      """
      {"slug":"droom","title":"De droom van elke burgemeester","subtitle":"Inzicht in vormen van werken en organiseren",
      "kind":"PROGRAMME","partners":["Nederlands Genootschap van Burgemeesters (NGB)"],"audience":"Burgemeesters",
      "lead":"Verbind de leefwereld van inwoners met de systeemwereld van de gemeente.",
      "summary":"U leert de leefwereld van inwoners en de systeemwereld van de gemeente met elkaar te verbinden, en te beoordelen of het goed gaat en waar het beter kan.",
      "background":[{"heading":"De droom","text":"Als burgemeester wilt u graag dat inwoners ervaren dat de gemeentelijke organisatie van hen uitgaat."}],
      "goals":["U leert een oordeel te ontwikkelen of het goed gaat en waar het beter kan.","U krijgt zicht op hoe kwaliteitsverbetering leidt tot tevredenheid."],
      "results":["U krijgt als burgemeester meer overzicht.","U stelt andere vragen."],
      "competences":["Herkenbaar","Verbindend","Analytisch"],"admission":"INTAKE",
      "duration":"Vier avonden met overnachting en aansluitende dag","leadTime":"3 tot 4 maanden","maximumParticipants":10,
      "format":"Wij komen vier maal 24 uur bij elkaar en beginnen steeds om 18.30 uur.",
      "book":"U krijgt een boek waarin u gespreksonderwerpen terugvindt.",
      "office":{"name":"Nederlands Genootschap van Burgemeesters (NGB)","telephone":"070-373 8383"},
      "privacyStatementUrl":"https://voorbeeld.nl/privacy"}\
      """;

  static final String TRUST =
      """
      {"slug":"vertrouwen","title":"Sturen en leidinggeven vanuit vertrouwen","kind":"PROGRAMME",
      "provider":"Vrije Universiteit Amsterdam, faculteit Sociale Wetenschappen","partners":[],
      "audience":"Ervaren professionals bij gemeenten","lead":"Ontsnap aan de reflex van wantrouwen en controle.",
      "summary":"U verwerft de nieuwste inzichten en vaardigheden.","goals":[],"results":[],"competences":[],
      "admission":"DIRECT","office":{"name":"Faculteit Sociale Wetenschappen (FSW)","email":"fsw@voorbeeld.nl"},
      "somethingNew":{"nobody":"knows"}}\
      """;

  static final String OPEN = edition("e-open", "droom", "OPEN", 10, 3, 0, "2027", true);

  /** The open edition with one session that goes on. */
  static final String LAST_SESSION =
      OPEN.replace("SCHEDULED", "CANCELLED").replaceFirst("CANCELLED", "SCHEDULED");

  static final String FULL = edition("e-full", "vertrouwen", "FULL", 12, 0, 4, "2027", false);
  static final String PAST = edition("e-past", "droom", "PAST", 10, 0, 0, "2019", false);

  static String edition(
      String id,
      String slug,
      String status,
      int capacity,
      int free,
      int waiting,
      String year,
      boolean sample) {
    String title =
        slug.equals("droom")
            ? "De droom van elke burgemeester"
            : "Sturen en leidinggeven vanuit vertrouwen";
    return """
    {"id":"%s","programme":{"slug":"%s","title":"%s"},"status":"%s","version":3,"sample":%s,
    "capacity":%d,"freeSeats":%d,"waiting":%d,"registrationClosesAt":"%s-03-01T11:00:00Z","sessions":[
    {"id":"s-1","number":1,"title":"Eerste moment: avond met overnachting en aansluitende dag","startsAt":"%s-03-18T17:30:00Z",
    "endsOn":"%s-03-19","overnight":true,"location":{"name":"De Langhoeve","city":"Wijk bij Duurstede"},"speakers":[],"sequence":0,"status":"SCHEDULED"},
    {"id":"s-2","number":2,"title":"Probleemanalyse","startsAt":"%s-04-15T07:00:00Z","endsAt":"%s-04-15T15:00:00Z","overnight":false,
    "location":{"city":"Amsterdam"},"speakers":[
    {"name":"dr. ir. Frédérique Six MBA","perspective":"bestuurs- en organisatiewetenschappelijk"},
    {"titlesBefore":"mr.","name":"Tim Robbe","description":"Expert sociaal domein","perspective":"juridisch"},
    {"description":"Een expert uit de praktijk"}],"sequence":2,"status":"SCHEDULED"},
    {"id":"s-3","number":3,"title":"Goede praktijken","startsOn":"%s-05-20","overnight":false,"speakers":[],"sequence":0,"status":"SCHEDULED"},
    {"id":"s-4","number":4,"title":"Persoonlijke aspecten","overnight":false,"speakers":[],"sequence":0,"status":"SCHEDULED"},
    {"id":"s-5","number":5,"title":"Verandermanagement","startsAt":"%s-06-20T07:00:00Z","overnight":false,"speakers":[],"sequence":1,"status":"CANCELLED"}]}\
    """
        .formatted(
            id, slug, title, status, sample, capacity, free, waiting, year, year, year, year, year,
            year, year);
  }

  /** As a whole: every session. */
  static String cancelled(String id, String year) {
    return edition(id, "droom", "CANCELLED", 10, 0, 0, year, false)
        .replace("SCHEDULED", "CANCELLED");
  }

  static final String BROCHURE =
      """
      {"id":"b-1","programme":"droom","salutation":"MRS","name":"Anja de Wit","email":"anja@voorbeeld.nl",
      "telephone":"06-12345678","address":"Kerkplein 2\\n1234 AB Voorbeeld","remarks":"","requestedAt":"2026-11-20T10:00:00Z"}\
      """;

  static final String MAIL =
      """
      {"id":"n-1","template":"registration-confirmed","registrationId":"r-1","recipient":"sanne1@voorbeeld.nl","status":"FAILED","attempts":3,"uncertain":false,
      "lastError":"550 5.1.1 unknown recipient","createdAt":"2026-11-20T09:00:02Z","messageId":"<1@leergang>","subject":"Bevestiging: De droom van elke burgemeester"}\
      """;

  static final String PARKED =
      """
      {"id":"p-1","topic":"schedule.editions","type":"nl.leergang.schedule.session-rescheduled.v1","key":"e-open","sequence":7,"reason":"GAP"}\
      """;
}
