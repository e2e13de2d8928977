package nl.leergang.portal.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.leergang.portal.site.Dates;
import org.jspecify.annotations.Nullable;

/**
 * One session. A date without a time has {@code startsOn} only; nothing at all means that the date
 * is still to come.
 */
public record Session(
    String id,
    int number,
    String title,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    boolean overnight,
    @Nullable Location location,
    @Nullable List<Speaker> speakers,
    @Nullable String description,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    long sequence,
    String status) {

  public record Location(@Nullable String name, @Nullable String city) {

    public String text() {
      return Stream.of(name, city)
          .filter(part -> part != null && !part.isBlank())
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * @param name with the titles before and after it; null where the provider names nobody yet
   */
  public record Speaker(
      @Nullable String name,
      @Nullable String description,
      @Nullable String affiliation,
      @Nullable String perspective,
      @Nullable String contribution) {}

  public List<Speaker> speakerList() {
    return speakers == null ? List.of() : speakers;
  }

  public boolean cancelled() {
    return "CANCELLED".equals(status);
  }

  public boolean dated() {
    return firstDay() != null;
  }

  public @Nullable LocalDate firstDay() {
    return startsAt != null ? Dates.date(startsAt) : startsOn;
  }

  public @Nullable LocalDate lastDay() {
    if (endsAt != null) {
      return Dates.date(endsAt);
    }
    return endsOn != null ? endsOn : firstDay();
  }

  public boolean over(LocalDate today) {
    LocalDate last = lastDay();
    return last != null && last.isBefore(today);
  }

  public boolean severalDays() {
    LocalDate first = firstDay();
    return first != null && !first.equals(lastDay());
  }

  public @Nullable String city() {
    return location == null ? null : location.city();
  }

  public @Nullable String place() {
    String text = location == null ? "" : location.text();
    return text.isEmpty() ? null : text;
  }
}
