package nl.leergang.http;

import java.security.Principal;
import java.util.List;
import nl.leergang.messaging.inbox.ParkedEvent;
import nl.leergang.messaging.inbox.ParkedEvents;
import nl.leergang.messaging.inbox.ParkedEvents.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that this service could not apply, for staff. */
@StaffOnly
@RestController
@RequestMapping("/v1/parked-events")
class ParkedEventsController {

  /**
   * @param outcome APPLIED, STILL_PARKED or DISCARDED
   */
  record Done(String id, Outcome outcome) {}

  private final ParkedEvents parked;

  ParkedEventsController(ParkedEvents parked) {
    this.parked = parked;
  }

  @GetMapping
  PageOf<ParkedEvent> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest request = PageRequest.of(page, pageSize);
    return PageOf.of(parked.list(request.page(), request.pageSize()), request, parked.count());
  }

  @PostMapping("/{id}/replay")
  Done replay(@PathVariable String id, Principal actor) {
    return done(id, parked.replay(id, actor.getName()));
  }

  @PostMapping("/{id}/discard")
  Done discard(@PathVariable String id, Principal actor) {
    return done(id, parked.discard(id, actor.getName()));
  }

  @PostMapping("/{id}/close-gap")
  Done closeGap(@PathVariable String id, Principal actor) {
    return done(id, parked.closeGap(id, actor.getName()));
  }

  private static Done done(String id, Outcome outcome) {
    if (outcome == Outcome.NOT_FOUND) {
      throw new ProblemException(HttpStatus.NOT_FOUND, "not-found", List.of());
    }
    return new Done(id, outcome);
  }
}
