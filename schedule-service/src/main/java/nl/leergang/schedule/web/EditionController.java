package nl.leergang.schedule.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.leergang.http.FieldError;
import nl.leergang.http.InstantInput;
import nl.leergang.http.PageOf;
import nl.leergang.http.PageRequest;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.edition.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/editions")
class EditionController {

  private static final int MAX_SLUG = 100;

  private final Editions editions;
  private final EditionViews views;

  EditionController(Editions editions, EditionViews views) {
    this.editions = editions;
    this.views = views;
  }

  @GetMapping
  ResponseEntity<PageOf<EditionView>> list(
      @RequestParam @Nullable String programme,
      @RequestParam @Nullable String startsAfter,
      @RequestParam @Nullable Integer page,
      @RequestParam @Nullable Integer pageSize) {
    List<FieldError> errors = new ArrayList<>();
    Instant after = beginsAfter(startsAfter, errors);
    // It comes back in the links of the answer, whose head has no room for more than 8 KB.
    FieldChecks.length("programme", programme, MAX_SLUG, errors);
    PageRequest request = PageRequest.of(page, pageSize, errors);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (programme != null && !programme.isBlank()) {
      parameters.put("programme", programme);
    }
    if (startsAfter != null && !startsAfter.isBlank()) {
      parameters.put("startsAfter", startsAfter);
    }
    var query = new Editions.Query(parameters.get("programme"), after);
    List<EditionView> items = views.of(editions.list(query, request.skip(), request.pageSize()));
    return Answers.catalogue(
        PageOf.of(items, request, editions.count(query)), "/v1/editions", parameters);
  }

  @GetMapping("/{id}")
  ResponseEntity<EditionView> one(@PathVariable String id) {
    return Answers.catalogue(
        editions
            .find(new EditionId(id))
            .map(edition -> views.of(List.of(edition)).getFirst())
            .orElseThrow(Refusals::unknownEdition));
  }

  /** An instant, or a day: then editions that start on that day are among the answer. */
  private static @Nullable Instant beginsAfter(@Nullable String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Instant instant;
    try {
      instant = LocalDate.parse(text).atStartOfDay(Moment.ZONE).toInstant().minusMillis(1);
    } catch (DateTimeParseException e) {
      instant = InstantInput.parse("startsAfter", text, errors);
    }
    return FieldChecks.inRange("startsAfter", instant, errors);
  }
}
