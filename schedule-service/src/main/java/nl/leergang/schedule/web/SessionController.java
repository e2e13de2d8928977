package nl.leergang.schedule.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nl.leergang.http.Bilingual;
import nl.leergang.http.ProblemException;
import nl.leergang.http.Received;
import nl.leergang.http.StaffOnly;
import nl.leergang.schedule.edition.Decision;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions.BusyException;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.edition.SessionId;
import nl.leergang.schedule.edition.application.CancellingSession;
import nl.leergang.schedule.edition.application.ReschedulingSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@StaffOnly
@RequestMapping("/v1/editions/{editionId}/sessions/{sessionId}")
class SessionController {

  private final ReschedulingSession rescheduling;
  private final CancellingSession cancelling;

  SessionController(ReschedulingSession rescheduling, CancellingSession cancelling) {
    this.rescheduling = rescheduling;
    this.cancelling = cancelling;
  }

  @PostMapping("/reschedule")
  SessionView reschedule(
      @PathVariable String editionId,
      @PathVariable String sessionId,
      @RequestBody Received<SessionRequests.Reschedule> received) {
    SessionRequests.Reschedule body = received.body();
    Session.Target target = body.target(received.errors());
    return answer(() ->
        rescheduling.reschedule(
            new EditionId(editionId),
            new SessionId(sessionId),
            target,
            body.expectedSequence(),
            SessionRequests.stripped(body.reason())));
  }

  @PostMapping("/cancel")
  SessionView cancel(
      @PathVariable String editionId,
      @PathVariable String sessionId,
      @RequestBody(required = false) @Nullable Received<SessionRequests.Cancel> received) {
    String reason = received == null ? null : received.body().checkedReason(received.errors());
    return answer(
        () -> cancelling.cancel(new EditionId(editionId), new SessionId(sessionId), reason));
  }

  private static SessionView answer(Supplier<Optional<Decision>> call) {
    Optional<Decision> decision;
    try {
      decision = call.get();
    } catch (BusyException e) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "busy",
          Bilingual.of(
                  "Deze editie wordt nu door anderen gewijzigd. Probeer het zo opnieuw.",
                  "Others are changing this edition now. Try again in a moment.")
              .forReader(),
          List.of());
    }
    return switch (decision.orElseThrow(Refusals::unknownEdition)) {
      case Decision.Changed changed -> SessionView.of(changed.session());
      case Decision.Unchanged unchanged -> SessionView.of(unchanged.session());
      case Decision.Refused refused -> throw Refusals.of(refused.refusal());
    };
  }
}
