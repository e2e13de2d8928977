package nl.leergang.schedule.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.leergang.schedule.availability.Availabilities;
import nl.leergang.schedule.availability.Availability;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionId;
import org.springframework.stereotype.Component;

/** Puts editions and their free seats together. */
@Component
class EditionViews {

  private final Availabilities availabilities;
  private final Clock clock;

  EditionViews(Availabilities availabilities, Clock clock) {
    this.availabilities = availabilities;
    this.clock = clock;
  }

  List<EditionView> of(List<Edition> editions) {
    Map<EditionId, Availability> known =
        availabilities.of(editions.stream().map(Edition::id).toList());
    Instant now = clock.instant();
    return editions.stream()
        .map(edition -> {
          Availability untouched = Availability.untouched(edition.capacity());
          return EditionView.of(edition, known.getOrDefault(edition.id(), untouched), now);
        })
        .toList();
  }
}
