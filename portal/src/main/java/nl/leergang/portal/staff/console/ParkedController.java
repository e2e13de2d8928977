package nl.leergang.portal.staff.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.leergang.portal.service.PageOf;
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

/** Events that a service could not process: look, replay, discard. */
@Controller
class ParkedController {

  private final Office office;

  ParkedController(Office office) {
    this.office = office;
  }

  /**
   * @param events null where the service could not be asked
   */
  public record Parked(Service service, @Nullable PageOf<ParkedEvent> events) {}

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

  @PostMapping({
    "/staff/parked/{service}/{id}/{how:replay|discard}",
    "/en/staff/parked/{service}/{id}/{how:replay|discard}"
  })
  String settle(
      @PathVariable String service,
      @PathVariable String id,
      @PathVariable String how,
      @ModelAttribute("site") Site site) {
    office.settle(named(service), id, how);
    return "redirect:" + site.to("/staff/parked") + "?done=" + how;
  }

  private @Nullable PageOf<ParkedEvent> read(Service service, int page) {
    try {
      return office.parked(service, page);
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
