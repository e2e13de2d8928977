package nl.leergang.portal.staff.console;

import java.time.Clock;
import java.util.List;
import nl.leergang.portal.catalogue.Catalogue;
import nl.leergang.portal.catalogue.Edition;
import nl.leergang.portal.service.PageOf;
import nl.leergang.portal.site.Dates;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The editions, and who is on each. */
@Controller
class EditionController {

  private static final int EDITIONS_A_PAGE = 25;

  private final Catalogue catalogue;
  private final Office office;
  private final Clock clock;

  EditionController(Catalogue catalogue, Office office, Clock clock) {
    this.catalogue = catalogue;
    this.office = office;
    this.clock = clock;
  }

  @GetMapping({"/staff", "/en/staff"})
  String overview(@RequestParam(defaultValue = "1") int page, Model model) {
    List<Edition> editions = catalogue.editions();
    model.addAttribute("list", PageOf.of(editions, Math.max(1, page), EDITIONS_A_PAGE));
    return "staff/editions";
  }

  @GetMapping({"/staff/editions/{id}", "/en/staff/editions/{id}"})
  String edition(
      @PathVariable String id,
      @RequestParam(name = "q", defaultValue = "") String name,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    model.addAttribute("edition", catalogue.edition(id));
    model.addAttribute("today", Dates.date(clock.instant()));
    model.addAttribute(
        "list", Dispensable.read(() -> office.registrations(id, name.strip(), Math.max(1, page))));
    model.addAttribute("name", name);
    model.addAttribute("done", done);
    return "staff/edition";
  }
}
