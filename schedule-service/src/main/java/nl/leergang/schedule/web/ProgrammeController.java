package nl.leergang.schedule.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.leergang.http.Bilingual;
import nl.leergang.http.PageOf;
import nl.leergang.http.PageRequest;
import nl.leergang.schedule.OwnOffice;
import nl.leergang.schedule.PublicPages;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programmes")
class ProgrammeController {

  private static final int EDITIONS = 20;

  private final Programmes programmes;
  private final Editions editions;
  private final EditionViews views;
  private final PublicPages pages;
  private final OwnOffice ownOffice;
  private final Clock clock;

  ProgrammeController(
      Programmes programmes,
      Editions editions,
      EditionViews views,
      PublicPages pages,
      OwnOffice ownOffice,
      Clock clock) {
    this.programmes = programmes;
    this.editions = editions;
    this.views = views;
    this.pages = pages;
    this.ownOffice = ownOffice;
    this.clock = clock;
  }

  @GetMapping
  ResponseEntity<PageOf<ProgrammeView>> list(
      @RequestParam @Nullable Integer page, @RequestParam @Nullable Integer pageSize) {
    PageRequest request = PageRequest.of(page, pageSize);
    List<ProgrammeView> items =
        programmes.list(request.skip(), request.pageSize()).stream().map(this::view).toList();
    return Answers.catalogue(
        PageOf.of(items, request, programmes.count()), "/v1/programmes", Map.of());
  }

  @GetMapping("/{slug}")
  ResponseEntity<ProgrammeView> one(@PathVariable String slug) {
    return Answers.catalogue(
        programmes
            .find(slug)
            .map(this::view)
            .orElseThrow(() ->
                Answers.notFound(
                    "programme-not-found",
                    Bilingual.of("Dit programma bestaat niet.", "There is no such programme."))));
  }

  private ProgrammeView view(Programme programme) {
    List<Edition> shown = editions.ofProgramme(programme.slug(), clock.instant(), EDITIONS);
    return ProgrammeView.of(
        programme,
        ownOffice.of(programme),
        pages.privacyStatement(programme),
        views.of(shown),
        shown.size() < EDITIONS ? shown.size() : editions.countOfProgramme(programme.slug()));
  }
}
