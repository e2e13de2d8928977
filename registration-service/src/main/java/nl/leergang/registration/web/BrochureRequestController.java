package nl.leergang.registration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.http.PageOf;
import nl.leergang.http.PageRequest;
import nl.leergang.http.ProblemException;
import nl.leergang.http.Received;
import nl.leergang.http.StaffOnly;
import nl.leergang.registration.brochure.BrochureRequest;
import nl.leergang.registration.brochure.BrochureRequests;
import nl.leergang.registration.edition.Programmes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/brochure-requests")
class BrochureRequestController {

  private static final List<String> FIELDS =
      List.of(
          "programme",
          "salutation",
          "name",
          "email",
          "telephone",
          "address",
          "remarks",
          "privacyStatementAccepted",
          "language",
          IdempotencyKey.FIELD);

  private final BrochureRequests requests;
  private final Programmes programmes;
  private final Clock clock;

  BrochureRequestController(BrochureRequests requests, Programmes programmes, Clock clock) {
    this.requests = requests;
    this.programmes = programmes;
    this.clock = clock;
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  CreatedView request(
      @RequestBody Received<BrochureBody> body,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      HttpServletResponse response) {
    return answer(body.body(), key, null, new Fields(body.errors()), response);
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  CreatedView requestByForm(
      HttpServletRequest request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      HttpServletResponse response)
      throws IOException {
    FormBody form = RequestBodies.form(request);
    Fields fields = new Fields(List.of());
    fields.repeated(form.contradictory(), FIELDS);
    return answer(BrochureBody.of(form), key, form.get(IdempotencyKey.FIELD), fields, response);
  }

  @StaffOnly
  @GetMapping
  PageOf<BrochureRequestView> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest request = PageRequest.of(page, pageSize);
    BrochureRequests.Found found = requests.list(request.skip(), request.pageSize());
    return PageOf.of(
        found.page().stream().map(BrochureRequestView::of).toList(), request, found.total());
  }

  @StaffOnly
  @GetMapping("/{id}")
  BrochureRequestView one(@PathVariable String id) {
    return uuid(id)
        .flatMap(requests::find)
        .map(BrochureRequestView::of)
        .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "not-found", List.of()));
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private CreatedView answer(
      BrochureBody body,
      @Nullable String keyHeader,
      @Nullable String keyField,
      Fields fields,
      HttpServletResponse response) {
    String key = IdempotencyKey.read(keyHeader, keyField, fields);
    String slug = fields.required("programme", body.programme(), 100);
    BrochureRequest.Requester requester = requester(body, fields);
    fields.throwIfWrong();
    Optional<Programmes.Programme> programme = programmes.bySlug(slug);
    if (programme.isEmpty()) {
      throw programmes.everRead() ? Answers.programmeUnknown() : Answers.unavailable();
    }
    BrochureRequest request =
        BrochureRequest.of(key, programme.get().id(), slug, requester, clock.instant());
    if (!requests.insert(request)) {
      // The one that took the id may not be a majority's yet, and a failover may take it back.
      BrochureRequest stored = requests.find(request.id()).orElseThrow(Answers::unavailable);
      if (!stored.fingerprint().equals(request.fingerprint())) {
        throw Answers.keyReused();
      }
      response.setHeader(Answers.REPLAYED_HEADER, "true");
    }
    response.setHeader(HttpHeaders.LOCATION, "/v1/brochure-requests/" + request.id());
    return new CreatedView(request.id().toString());
  }

  private static BrochureRequest.Requester requester(BrochureBody body, Fields fields) {
    fields.accepted("privacyStatementAccepted", body.privacyStatementAccepted());
    String telephone = fields.telephone("telephone", body.telephone());
    if (telephone == null) {
      fields.required("telephone", body.telephone(), 30);
    }
    return new BrochureRequest.Requester(
        fields.salutation(body.salutation()),
        fields.required("name", body.name(), 200),
        fields.email("email", body.email()),
        telephone == null ? "" : telephone,
        fields.requiredLines("address", body.address(), 500),
        fields.lines("remarks", body.remarks(), 4_000),
        fields.language(body.language()));
  }

  /** The answer to a request for a brochure. */
  record CreatedView(String id) {}

  /** A brochure request as staff see it: everything that was entered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BrochureRequestView(
      String id,
      String programme,
      @Nullable String salutation,
      String name,
      String email,
      String telephone,
      String address,
      @Nullable String remarks,
      String language,
      Instant requestedAt) {

    static BrochureRequestView of(BrochureRequest request) {
      BrochureRequest.Requester person = request.requester();
      return new BrochureRequestView(
          request.id().toString(),
          request.programmeSlug(),
          person.salutation() == null ? null : person.salutation().name(),
          person.name(),
          person.email(),
          person.telephone(),
          person.address(),
          person.remarks(),
          person.language().code(),
          request.requestedAt());
    }
  }
}
