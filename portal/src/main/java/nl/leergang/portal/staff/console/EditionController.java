package nl.leergang.portal.staff.console;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Objects;
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

  /**
   * @param from first day in Amsterdam; otherwise a year ago
   */
  @GetMapping({"/staff", "/en/staff"})
  String overview(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    LocalDate day = day(from);
    PageOf<Edition> found = catalogue.editionsFrom(day);
    model.addAttribute("from", day);
    model.addAttribute("earlier", catalogue.countBefore(day));
    model.addAttribute("list", PageOf.of(found.items(), Math.max(1, page), EDITIONS_A_PAGE));
    if (found.pages() > 1) {
      model.addAttribute("total", found.total());
      model.addAttribute(
          "later",
          found.items().stream()
              .map(Edition::firstDay)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .filter(last -> last.isAfter(day))
              .orElse(null));
    }
    return "staff/editions";
  }

  /**
   * @param before the day in Amsterdam after the last; otherwise a year ago
   */
  @GetMapping({"/staff/earlier-editions", "/en/staff/earlier-editions"})
  String earlier(
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    model.addAttribute(
        "list", catalogue.editionsBefore(day(before), Math.max(1, page), EDITIONS_A_PAGE));
    return "staff/earlier-editions";
  }

  private LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return Dates.date(clock.instant()).minusYears(1);
    }
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
