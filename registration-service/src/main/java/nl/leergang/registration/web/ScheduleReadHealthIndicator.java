package nl.leergang.registration.web;

import nl.leergang.registration.edition.Editions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the schedule has ever been read: before that nobody knows what can be booked. */
@Component("scheduleRead")
class ScheduleReadHealthIndicator implements HealthIndicator {

  private final Editions editions;

  ScheduleReadHealthIndicator(Editions editions) {
    this.editions = editions;
  }

  @Override
  public Health health() {
    return editions.everRead() ? Health.up().build() : Health.outOfService().build();
  }
}
