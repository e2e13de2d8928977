package nl.leergang.portal.staff.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.leergang.portal.service.PageOf;
import nl.leergang.portal.service.Query;
import nl.leergang.portal.service.Service;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.site.NoSuchPageException;
import nl.leergang.portal.site.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Events that a service could not process: look, replay, discard, close the gap before one. */
@Controller
class ParkedController {

  private static final String ALREADY_SETTLED = "GONE";

  private final Office office;

  ParkedController(Office office) {
    this.office = office;
  }

  /**
   * @param events null where the service could not be asked
   */
  public record Parked(Service service, @Nullable PageOf<ParkedEvent> events) {}

  /**
   * @param done what the service said of the last move: {@code APPLIED}, {@code DISCARDED} or
   *     {@code STILL_PARKED}; {@code GONE} where there was nothing to move any more
   */
  @GetMapping({"/staff/parked", "/en/staff/parked"})
  String parked(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    List<Parked> all = new ArrayList<>();
    for (Service service : Service.values()) {
      all.add(new Parked(service, read(service, Math.max(1, page))));
    }
    model.addAttribute("all", all);
    model.addAttribute("done", done);
    return "staff/parked";
  }

  /**
   * @param page the page that the event was seen on
   */
  @PostMapping({
    "/staff/parked/{service}/{id}/{how:replay|discard|close-gap}",
    "/en/staff/parked/{service}/{id}/{how:replay|discard|close-gap}"
  })
  String settle(
      @PathVariable String service,
      @PathVariable String id,
      @PathVariable String how,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("site") Site site) {
    String done = office.settle(named(service), id, how).orElse(ALREADY_SETTLED);
    return "redirect:" + Query.to(site.to("/staff/parked")).and("page", page).and("done", done);
  }

  private @Nullable PageOf<ParkedEvent> read(Service service, int page) {
    try {
      PageOf<ParkedEvent> found = office.parked(service, page);
      // One page number for all, and each list has a length of its own.
      return page <= found.pages() ? found : office.parked(service, (int) found.pages());
    } catch (ServiceRefusalException | ServiceUnavailableException e) {
      return null;
    }
  }

  private static Service named(String name) {
    for (Service service : Service.values()) {
      if (service.name().toLowerCase(Locale.ROOT).equals(name)) {
        return service;
      }
    }
    throw new NoSuchPageException();
  }
}
