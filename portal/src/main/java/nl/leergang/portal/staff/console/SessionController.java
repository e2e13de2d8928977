package nl.leergang.portal.staff.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.leergang.portal.catalogue.Catalogue;
import nl.leergang.portal.catalogue.Edition;
import nl.leergang.portal.catalogue.Session;
import nl.leergang.portal.form.Form;
import nl.leergang.portal.service.Problem;
import nl.leergang.portal.service.Problem.FieldError;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.site.NoSuchPageException;
import nl.leergang.portal.site.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moving and cancelling a session: first a look at what it means, then the deed. */
@Controller
class SessionController {

  private static final Map<String, String> SERVICE_FIELDS =
      Map.of(
          "startsAt", "startDate",
          "endsAt", "endDate",
          "location", "locationCity",
          "location.city", "locationCity",
          "location.name", "locationName");

  private final Catalogue catalogue;
  private final Office office;
  private final MessageSource messages;
  private final Clock clock;

  SessionController(Catalogue catalogue, Office office, MessageSource messages, Clock clock) {
    this.catalogue = catalogue;
    this.office = office;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping({
    "/staff/editions/{id}/sessions/{sessionId}/reschedule",
    "/en/staff/editions/{id}/sessions/{sessionId}/reschedule"
  })
  String form(@PathVariable String id, @PathVariable String sessionId, Model model) {
    Session session = show(id, sessionId, model);
    model.addAttribute("form", Form.empty(SessionChange.present(session)));
    return "staff/reschedule";
  }

  /**
   * @param step {@code preview} shows what it means, {@code confirm} does it, {@code edit} goes
   *     back to the form
   */
  @PostMapping({
    "/staff/editions/{id}/sessions/{sessionId}/reschedule",
    "/en/staff/editions/{id}/sessions/{sessionId}/reschedule"
  })
  String reschedule(
      @PathVariable String id,
      @PathVariable String sessionId,
      @RequestParam(defaultValue = "preview") String step,
      @ModelAttribute("site") Site site,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    Map<String, String> typed = typed(request);
    Session now = showIfThere(id, sessionId, model);
    SessionChange change = SessionChange.read(typed, clock);
    if (!change.errors().isEmpty() || "edit".equals(step)) {
      List<FieldError> errors = "edit".equals(step) ? List.of() : translated(change, locale);
      return again(typed, errors, null, HttpStatus.BAD_REQUEST, response, model);
    }
    if (now == null) {
      return again(typed, List.of(), "move.away", HttpStatus.SERVICE_UNAVAILABLE, response, model);
    }
    if (!"confirm".equals(step)) {
      return preview(now, change, typed, stale(now, typed) ? conflict(now) : null, model);
    }
    try {
      office.reschedule(id, sessionId, change.body(typed));
      String done = now.dated() ? "moved" : "planned";
      return "redirect:" + site.to("/staff/editions/{}", id) + "?done=" + done;
    } catch (ServiceUnavailableException e) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      return preview(now, change, typed, "move.unavailable", model);
    } catch (ServiceRefusalException e) {
      Session fresh = showIfThere(id, sessionId, model);
      return refused(e.problem(), fresh == null ? now : fresh, change, typed, response, model);
    }
  }

  @GetMapping({
    "/staff/editions/{id}/sessions/{sessionId}/cancel",
    "/en/staff/editions/{id}/sessions/{sessionId}/cancel"
  })
  String cancelPreview(@PathVariable String id, @PathVariable String sessionId, Model model) {
    Session session = show(id, sessionId, model);
    model.addAttribute("impact", session.cancelled() ? null : impact(id));
    model.addAttribute("form", Form.empty(Map.of()));
    return "staff/cancel";
  }

  @PostMapping({
    "/staff/editions/{id}/sessions/{sessionId}/cancel",
    "/en/staff/editions/{id}/sessions/{sessionId}/cancel"
  })
  String cancel(
      @PathVariable String id,
      @PathVariable String sessionId,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute("site") Site site,
      HttpServletResponse response,
      Model model) {
    try {
      office.cancel(id, sessionId, reason.isBlank() ? Map.of() : Map.of("reason", reason.strip()));
      return "redirect:" + site.to("/staff/editions/{}", id) + "?done=cancelled";
    } catch (ServiceUnavailableException e) {
      return cancelAgain(
          id, sessionId, reason, List.of(), "move.unavailable", 503, response, model);
    } catch (ServiceRefusalException e) {
      if (e.problem().status() == 404) {
        throw e;
      }
      String notice = e.problem().status() >= 500 ? "move.unavailable" : "move.refused";
      return cancelAgain(
          id,
          sessionId,
          reason,
          e.problem().errors(),
          e.problem().errors().isEmpty() ? notice : null,
          e.problem().status(),
          response,
          model);
    }
  }

  private String cancelAgain(
      String id,
      String sessionId,
      String reason,
      List<FieldError> errors,
      @Nullable String notice,
      int status,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status);
    Session now = showIfThere(id, sessionId, model);
    model.addAttribute("impact", now != null && now.cancelled() ? null : impact(id));
    model.addAttribute(
        "form", new Form(Map.of("reason", reason), errors, List.of("reason"), notice));
    return "staff/cancel";
  }

  /** Somebody else was first, or the service knows better: nothing typed is lost. */
  private String refused(
      Problem problem,
      Session now,
      SessionChange change,
      Map<String, String> typed,
      HttpServletResponse response,
      Model model) {
    if (problem.status() == HttpStatus.CONFLICT.value()) {
      response.setStatus(problem.status());
      return preview(now, change, typed, conflict(now), model);
    }
    if (problem.status() == HttpStatus.BAD_REQUEST.value() && !problem.errors().isEmpty()) {
      List<FieldError> errors =
          problem.errors().stream()
              .map(error ->
                  new FieldError(
                      SERVICE_FIELDS.getOrDefault(error.field(), error.field()),
                      error.code(),
                      error.message()))
              .toList();
      return again(typed, errors, null, HttpStatus.BAD_REQUEST, response, model);
    }
    response.setStatus(problem.status() >= 500 ? 503 : problem.status());
    return preview(
        now, change, typed, problem.status() >= 500 ? "move.unavailable" : "move.refused", model);
  }

  private String preview(
      Session now,
      SessionChange change,
      Map<String, String> typed,
      @Nullable String notice,
      Model model) {
    Map<String, String> confirmed = new LinkedHashMap<>(typed);
    // What the reader sees under "now" is what they confirm to replace.
    confirmed.put("expectedSequence", Long.toString(now.sequence()));
    model.addAttribute("form", new Form(confirmed, List.of(), SessionChange.SHOWN, notice));
    model.addAttribute("fields", SessionChange.FIELDS);
    model.addAttribute("proposed", change.applied(now));
    boolean same = !now.cancelled() && change.changesNothing(now);
    boolean possible = !now.cancelled() && !same;
    model.addAttribute("same", same);
    model.addAttribute("possible", possible);
    model.addAttribute(
        "impact", possible ? impact(((Edition) attribute(model, "edition")).id()) : null);
    return "staff/reschedule-preview";
  }

  private String again(
      Map<String, String> typed,
      List<FieldError> errors,
      @Nullable String notice,
      HttpStatus status,
      HttpServletResponse response,
      Model model) {
    if (!errors.isEmpty() || notice != null) {
      response.setStatus(status.value());
    }
    model.addAttribute("form", new Form(typed, errors, SessionChange.SHOWN, notice));
    return "staff/reschedule";
  }

  /** Null where they cannot be counted now; that keeps nobody from a change. */
  private @Nullable Impact impact(String editionId) {
    return Dispensable.read(() -> office.impact(editionId));
  }

  /** What was typed must not depend on what can be read now; null where the session cannot. */
  private @Nullable Session showIfThere(String id, String sessionId, Model model) {
    return Dispensable.read(() -> show(id, sessionId, model));
  }

  private Session show(String id, String sessionId, Model model) {
    model.addAttribute("editionId", id);
    model.addAttribute("sessionId", sessionId);
    Edition edition = catalogue.edition(id);
    Session session = edition.session(sessionId).orElseThrow(NoSuchPageException::new);
    model.addAttribute("edition", edition);
    model.addAttribute("current", session);
    return session;
  }

  private static String conflict(Session now) {
    return now.cancelled() ? "move.session-cancelled" : "move.conflict";
  }

  private static boolean stale(Session now, Map<String, String> typed) {
    String expected = typed.getOrDefault("expectedSequence", "");
    return !expected.isEmpty() && !expected.equals(Long.toString(now.sequence()));
  }

  private List<FieldError> translated(SessionChange change, Locale locale) {
    return change.errors().stream()
        .map(error ->
            new FieldError(
                error.field(), error.code(), messages.getMessage(error.message(), null, locale)))
        .toList();
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (String field : SessionChange.FIELDS) {
      String value = request.getParameter(field);
      typed.put(field, value == null ? "" : value);
    }
    return typed;
  }

  private static Object attribute(Model model, String name) {
    return Objects.requireNonNull(model.getAttribute(name), name);
  }
}
