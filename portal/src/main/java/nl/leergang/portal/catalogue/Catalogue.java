package nl.leergang.portal.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.leergang.portal.service.PageOf;
import nl.leergang.portal.service.Query;
import nl.leergang.portal.service.Service;
import nl.leergang.portal.service.ServiceCall;
import nl.leergang.portal.service.ServiceReader;
import nl.leergang.portal.site.Dates;
import nl.leergang.portal.site.NoSuchPageException;
import org.springframework.stereotype.Component;

/** Reads the public catalogue from schedule-service. */
@Component
public class Catalogue {

  private static final int PAGE_SIZE = 100;
  private static final int MOST_PAGES = 20;

  private final ServiceReader services;
  private final Clock clock;

  Catalogue(ServiceReader services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  public List<Programme> programmes() {
    return all("/v1/programmes", null, Programme.class);
  }

  public Programme programme(String slug) {
    return services.read(
        ServiceCall.get(Service.SCHEDULE, "/v1/programmes/" + identifier(slug)), Programme.class);
  }

  public Edition edition(String id) {
    return services.read(
        ServiceCall.get(Service.SCHEDULE, "/v1/editions/" + identifier(id)), Edition.class);
  }

  /** Every edition, those to come first. */
  public List<Edition> editions() {
    return all("/v1/editions", null, Edition.class).stream().sorted(soonest()).toList();
  }

  /** The programme's editions, those to come first. */
  public List<Edition> editionsOf(Programme programme) {
    List<Edition> known = programme.editions();
    Long count = programme.editionCount();
    // It comes with its editions, unless it has many.
    List<Edition> editions =
        known != null && count != null && known.size() >= count
            ? known
            : all("/v1/editions", programme.slug(), Edition.class);
    return editions.stream().sorted(soonest()).toList();
  }

  private <T> List<T> all(
      String path, @org.jspecify.annotations.Nullable String programme, Class<T> type) {
    List<T> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      String query =
          Query.to(path)
              .and("programme", programme)
              .and("page", page)
              .and("pageSize", PAGE_SIZE)
              .toString();
      PageOf<T> found = services.readPage(ServiceCall.get(Service.SCHEDULE, query), type);
      all.addAll(found.items());
      if (all.size() >= found.total() || found.items().isEmpty()) {
        break;
      }
    }
    return all;
  }

  /** A dot segment would name another resource of the service. */
  private static String identifier(String id) {
    if (id.isBlank() || id.length() > 200 || id.equals(".") || id.equals("..")) {
      throw new NoSuchPageException();
    }
    return Query.segment(id);
  }

  /** What is to come first, soonest first; then what has no date; then the past, latest first. */
  private Comparator<Edition> soonest() {
    LocalDate today = Dates.date(clock.instant());
    return Comparator.comparing((Edition edition) -> edition.over(today))
        .thenComparingLong(edition -> dayForOrder(edition, today))
        .thenComparing(Edition::id);
  }

  private static long dayForOrder(Edition edition, LocalDate today) {
    var day = edition.firstDay();
    if (day == null) {
      return Long.MAX_VALUE;
    }
    return edition.over(today) ? -day.toEpochDay() : day.toEpochDay();
  }
}
