package nl.leergang.schedule.catalogue;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the catalogue has been imported. A file that was left out does not take the others
 * away from the readers: it is named here and in the log.
 */
@Component
class CatalogueHealthIndicator implements HealthIndicator {

  private final CatalogueStart start;

  CatalogueHealthIndicator(CatalogueStart start) {
    this.start = start;
  }

  @Override
  public Health health() {
    List<CatalogueProblem> problems = start.outcome();
    if (problems == null) {
      return Health.outOfService().withDetail("catalogue", "not imported yet").build();
    }
    return Health.up()
        .withDetail("problems", problems.stream().map(CatalogueProblem::toString).toList())
        .build();
  }
}
