package nl.leergang.registration.web;

import nl.leergang.registration.edition.Editions;
import nl.leergang.registration.edition.Programmes;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the schedule has ever been read: before that nobody knows what can be booked. */
@Component("scheduleRead")
class ScheduleReadHealthIndicator implements HealthIndicator {

  private final Editions editions;
  private final Programmes programmes;

  ScheduleReadHealthIndicator(Editions editions, Programmes programmes) {
    this.editions = editions;
    this.programmes = programmes;
  }

  @Override
  public Health health() {
    // A catalogue may well hold programmes only, for those who ask for the brochure.
    return editions.everRead() || programmes.everRead()
        ? Health.up().build()
        : Health.outOfService().build();
  }
}
