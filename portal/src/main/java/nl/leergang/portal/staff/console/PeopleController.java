package nl.leergang.portal.staff.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.leergang.portal.catalogue.Catalogue;
import nl.leergang.portal.catalogue.Programme;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.site.Site;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person's registration, brochure requests, and the mails to people. */
@Controller
class PeopleController {

  private static final List<String> STATUSES =
      List.of("FAILED", "UNKNOWN", "RETRY", "WAITING", "PENDING", "SENT", "SUPERSEDED", "all");

  private final Catalogue catalogue;
  private final Office office;

  PeopleController(Catalogue catalogue, Office office) {
    this.catalogue = catalogue;
    this.office = office;
  }

  @GetMapping({"/staff/registrations/{id}", "/en/staff/registrations/{id}"})
  String registration(
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    Registration registration = office.registration(id);
    model.addAttribute("registration", registration);
    model.addAttribute(
        "edition", Dispensable.read(() -> catalogue.edition(registration.editionId())));
    model.addAttribute("list", Dispensable.read(() -> office.mails(id, null, Math.max(1, page))));
    model.addAttribute("done", done);
    return "staff/registration";
  }

  @GetMapping({"/staff/brochure-requests", "/en/staff/brochure-requests"})
  String brochureRequests(@RequestParam(defaultValue = "1") int page, Model model) {
    model.addAttribute("list", office.brochureRequests(Math.max(1, page)));
    model.addAttribute("titles", titles());
    return "staff/brochure-requests";
  }

  /** By slug. Without the catalogue the slug has to do. */
  private Map<String, String> titles() {
    try {
      return catalogue.programmes().stream()
          .collect(Collectors.toMap(Programme::slug, Programme::title));
    } catch (ServiceRefusalException | ServiceUnavailableException e) {
      return Map.of();
    }
  }

  @GetMapping({"/staff/notifications", "/en/staff/notifications"})
  String mails(
      @RequestParam(defaultValue = "FAILED") String status,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    String chosen = STATUSES.contains(status) ? status : "FAILED";
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("status", chosen);
    model.addAttribute(
        "list", office.mails(null, "all".equals(chosen) ? null : chosen, Math.max(1, page)));
    model.addAttribute("done", done);
    return "staff/notifications";
  }

  /**
   * @param registration where the reader came from, if it was a registration's page
   * @param status the list's filter otherwise
   */
  @PostMapping({"/staff/notifications/{id}/resend", "/en/staff/notifications/{id}/resend"})
  String resend(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String registration,
      @RequestParam(defaultValue = "") String status,
      @ModelAttribute("site") Site site) {
    String done = "resent";
    try {
      office.resend(id);
    } catch (ServiceRefusalException e) {
      if (!Set.of(400, 404, 409, 422).contains(e.problem().status())) {
        throw e;
      }
      done = "refused";
    }
    if (!registration.isBlank()) {
      return "redirect:" + site.to("/staff/registrations/{}", registration) + "?done=" + done;
    }
    return "redirect:"
        + site.to("/staff/notifications")
        + "?status="
        + (STATUSES.contains(status) ? status : "FAILED")
        + "&done="
        + done;
  }
}
