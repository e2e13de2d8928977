package nl.leergang.registration.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import nl.leergang.http.PageOf;
import nl.leergang.http.PageRequest;
import nl.leergang.http.ProblemException;
import nl.leergang.http.Received;
import nl.leergang.http.StaffOnly;
import nl.leergang.registration.registration.Receipt;
import nl.leergang.registration.registration.RegistrationDesk;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Submission;
import nl.leergang.registration.registration.application.SubmissionResult;
import nl.leergang.registration.registration.application.SubmittingRegistration;
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
@RequestMapping("/v1/registrations")
class RegistrationController {

  private final SubmittingRegistration submitting;
  private final RegistrationDesk desk;
  private final SubmissionMetrics metrics;
  private final Clock clock;

  RegistrationController(
      SubmittingRegistration submitting,
      RegistrationDesk desk,
      SubmissionMetrics metrics,
      Clock clock) {
    this.submitting = submitting;
    this.desk = desk;
    this.metrics = metrics;
    this.clock = clock;
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ReceiptView register(
      @RequestBody Received<RegistrationBody> body,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      HttpServletResponse response) {
    return answer(
        RegistrationReader.read(body.body(), key, null, new Fields(body.errors()), clock.instant()),
        response);
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ReceiptView registerByForm(
      HttpServletRequest request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      HttpServletResponse response)
      throws IOException {
    FormBody form = RequestBodies.form(request);
    Fields fields = new Fields(List.of());
    fields.repeated(form.contradictory(), RegistrationReader.FIELDS);
    return answer(
        RegistrationReader.read(
            RegistrationBody.of(form),
            key,
            form.get(IdempotencyKey.FIELD),
            fields,
            clock.instant()),
        response);
  }

  @StaffOnly
  @GetMapping
  PageOf<RegistrationView> list(
      @RequestParam(required = false) @Nullable String editionId,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest request = PageRequest.of(page, pageSize);
    RegistrationDesk.Found found =
        desk.search(blankToNull(editionId), blankToNull(q), request.skip(), request.pageSize());
    return PageOf.of(
        found.page().stream().map(RegistrationView::of).toList(), request, found.total());
  }

  @StaffOnly
  @GetMapping("/{id}")
  RegistrationView one(@PathVariable String id) {
    return RegistrationId.parse(id)
        .flatMap(desk::find)
        .map(RegistrationView::of)
        .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "not-found", List.of()));
  }

  private ReceiptView answer(Submission submission, HttpServletResponse response) {
    SubmissionResult result = submitting.submit(submission);
    metrics.count(result);
    return switch (result) {
      case SubmissionResult.Accepted accepted -> created(accepted.receipt(), response);
      case SubmissionResult.Replayed replayed -> {
        response.setHeader(Answers.REPLAYED_HEADER, "true");
        yield created(replayed.receipt(), response);
      }
      case SubmissionResult.KeyReused _ -> throw Answers.keyReused();
      case SubmissionResult.EditionUnknown _ -> throw Answers.editionUnknown();
      case SubmissionResult.NotOpen notOpen -> throw Answers.notOpen(notOpen.reason());
      case SubmissionResult.Unavailable _ -> throw Answers.unavailable();
    };
  }

  // No ResponseEntity: its head is sent before its body's end, and so two packets for one answer.
  private static ReceiptView created(Receipt receipt, HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, "/v1/registrations/" + receipt.id());
    return ReceiptView.of(receipt);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
