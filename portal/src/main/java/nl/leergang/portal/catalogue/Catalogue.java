package nl.leergang.portal.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import nl.leergang.portal.service.PageOf;
import nl.leergang.portal.service.Query;
import nl.leergang.portal.service.Service;
import nl.leergang.portal.service.ServiceCall;
import nl.leergang.portal.service.ServiceReader;
import nl.leergang.portal.site.Dates;
import nl.leergang.portal.site.NoSuchPageException;
import org.jspecify.annotations.Nullable;
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
    return all(this::programmePage).items();
  }

  public Programme programme(String slug) {
    return services.read(
        ServiceCall.get(Service.SCHEDULE, "/v1/programmes/" + identifier(slug)), Programme.class);
  }

  public Edition edition(String id) {
    return services.read(
        ServiceCall.get(Service.SCHEDULE, "/v1/editions/" + identifier(id)), Edition.class);
  }

  /**
   * Editions that begin on this day or later or have no date yet, those to come first. Where there
   * are more than 2,000, those of them that begin first: the first page of several.
   *
   * @param day in Amsterdam
   */
  public PageOf<Edition> editionsFrom(LocalDate day) {
    PageOf<Edition> found = all(page -> editionPage(null, day, page, PAGE_SIZE));
    return new PageOf<>(
        found.items().stream().sorted(soonest()).toList(),
        found.page(),
        found.pageSize(),
        found.total());
  }

  /** How many editions began before this day in Amsterdam. */
  public long countBefore(LocalDate day) {
    return Math.max(
        0, editionPage(null, null, 1, 1).total() - editionPage(null, day, 1, 1).total());
  }

  /**
   * Editions that began before this day in Amsterdam, the latest first.
   *
   * @param page from 1
   */
  public PageOf<Edition> editionsBefore(LocalDate day, int page, int pageSize) {
    long total = countBefore(day);
    // The service lists them from the other end.
    long until = Math.max(0, total - (page - 1L) * pageSize);
    long from = Math.max(0, until - pageSize);
    long start = from / pageSize * pageSize;
    List<Edition> found = new ArrayList<>();
    for (long next = start; next < until; next += pageSize) {
      found.addAll(editionPage(null, null, next / pageSize + 1, pageSize).items());
    }
    List<Edition> items = found.stream().skip(from - start).limit(until - from).toList();
    return new PageOf<>(items.reversed(), page, pageSize, total);
  }

  /** The programme's editions, those to come first. */
  public List<Edition> editionsOf(Programme programme) {
    List<Edition> known = programme.editions();
    Long count = programme.editionCount();
    // It comes with its editions, unless it has many.
    List<Edition> editions =
        known != null && count != null && known.size() >= count
            ? known
            : all(page -> editionPage(programme.slug(), null, page, PAGE_SIZE)).items();
    return editions.stream().sorted(soonest()).toList();
  }

  private PageOf<Programme> programmePage(long page) {
    String query =
        Query.to("/v1/programmes").and("page", page).and("pageSize", PAGE_SIZE).toString();
    return services.readPage(ServiceCall.get(Service.SCHEDULE, query), Programme.class);
  }

  private PageOf<Edition> editionPage(
      @Nullable String programme, @Nullable LocalDate from, long page, int pageSize) {
    String query =
        Query.to("/v1/editions")
            .and("programme", programme)
            .and("startsAfter", from)
            .and("page", page)
            .and("pageSize", pageSize)
            .toString();
    return services.readPage(ServiceCall.get(Service.SCHEDULE, query), Edition.class);
  }

  private static <T> PageOf<T> all(LongFunction<PageOf<T>> pages) {
    List<T> all = new ArrayList<>();
    long total = 0;
    for (int page = 1; page <= MOST_PAGES; page++) {
      PageOf<T> found = pages.apply(page);
      all.addAll(found.items());
      total = found.total();
      if (all.size() >= total || found.items().isEmpty()) {
        break;
      }
    }
    return new PageOf<>(all, 1, MOST_PAGES * PAGE_SIZE, total);
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
