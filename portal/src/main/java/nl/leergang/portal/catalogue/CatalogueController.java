package nl.leergang.portal.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import nl.leergang.portal.site.Dates;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The overview of programmes, and a programme's own page. */
@Controller
class CatalogueController {

  private final Catalogue catalogue;
  private final Clock clock;

  CatalogueController(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * @param open with {@code true} only what one can register for now
   */
  @GetMapping({"/", "/en"})
  String overview(
      @RequestParam(name = "q", defaultValue = "") String words,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String open,
      Model model) {
    List<ProgrammeCard> cards =
        catalogue.programmes().stream().map(this::card).sorted(soonestFirst()).toList();
    List<ProgrammeCard> shown =
        cards.stream()
            .filter(card -> card.mentions(words))
            .filter(card -> kind.isBlank() || kind.equals(card.programme().kind()))
            .filter(card -> !"true".equals(open) || card.next() != null)
            .toList();
    model.addAttribute("cards", shown);
    model.addAttribute("total", cards.size());
    model.addAttribute("words", words);
    model.addAttribute("kind", kind);
    model.addAttribute("open", "true".equals(open));
    return "catalogue";
  }

  @GetMapping({"/programmes/{slug}", "/en/programmes/{slug}"})
  String programme(@PathVariable String slug, Model model) {
    Programme programme = catalogue.programme(slug);
    model.addAttribute("programme", programme);
    model.addAttribute("card", card(programme));
    return "programme";
  }

  private ProgrammeCard card(Programme programme) {
    LocalDate today = Dates.date(clock.instant());
    return new ProgrammeCard(
        programme,
        catalogue.editionsOf(programme).stream()
            // A cancelled one is news until it would have been over.
            .filter(edition -> !(edition.cancelled() && edition.over(today)))
            .toList());
  }

  private static Comparator<ProgrammeCard> soonestFirst() {
    return Comparator.comparing(
            (ProgrammeCard card) -> {
              Edition next = card.next();
              var day = next == null ? null : next.firstDay();
              return day == null ? Long.MAX_VALUE : day.toEpochDay();
            })
        .thenComparing(card -> card.programme().title());
  }
}
