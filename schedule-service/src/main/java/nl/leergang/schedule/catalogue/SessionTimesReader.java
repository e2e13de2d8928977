package nl.leergang.schedule.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import nl.leergang.schedule.edition.Moment;
import nl.leergang.schedule.edition.SessionTimes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads when a session takes place; what is not given stays open. */
final class SessionTimesReader {

  private final boolean sample;
  private final LocalDate today;

  /**
   * @param sample whether days may be reckoned from {@code today}
   */
  SessionTimesReader(boolean sample, LocalDate today) {
    this.sample = sample;
    this.today = today;
  }

  SessionTimes read(JsonNode node, Problems problems) {
    if (node.has("startsOn") && node.has("inDays")) {
      problems.at(node.get("inDays"), "startsOn and inDays exclude each other");
    }
    if (node.has("inDays") && !sample) {
      problems.at(node.get("inDays"), "inDays is for samples only");
    }
    if (node.has("weekday") && !node.has("inDays")) {
      problems.at(node.get("weekday"), "weekday belongs to inDays");
    }
    if (node.has("endsOn") && node.has("nights")) {
      problems.at(node.get("nights"), "endsOn and nights exclude each other");
    }
    LocalDate startsOn = firstDay(node, problems);
    if (startsOn == null) {
      for (String field : new String[] {"startTime", "endsOn", "nights", "endTime"}) {
        if (node.has(field)) {
          problems.at(node.get(field), field + " needs startsOn");
        }
      }
      return SessionTimes.OPEN;
    }
    LocalDate endsOn = lastDay(startsOn, node, problems);
    LocalTime start = time(node, "startTime");
    LocalTime end = time(node, "endTime");
    if (end != null && start == null) {
      problems.at(node.get("endTime"), "endTime needs startTime");
      return SessionTimes.OPEN;
    }
    SessionTimes times = problems.attempt(node, () -> times(startsOn, endsOn, start, end));
    return times == null ? SessionTimes.OPEN : times;
  }

  private static SessionTimes times(
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable LocalTime start,
      @Nullable LocalTime end) {
    Moment startsAt = start == null ? null : Moment.of(startsOn.atTime(start));
    if (end == null) {
      return new SessionTimes(startsOn, endsOn, startsAt, null);
    }
    LocalDate lastDay = endsOn == null ? startsOn : endsOn;
    return new SessionTimes(startsOn, lastDay, startsAt, Moment.of(lastDay.atTime(end)));
  }

  private @Nullable LocalDate firstDay(JsonNode node, Problems problems) {
    if (node.has("startsOn")) {
      return date(node.get("startsOn"), problems);
    }
    if (!node.has("inDays")) {
      return null;
    }
    LocalDate day = today.plusDays(node.get("inDays").asInt());
    return node.has("weekday")
        ? day.with(TemporalAdjusters.nextOrSame(DayOfWeek.valueOf(node.get("weekday").asString())))
        : day;
  }

  private static @Nullable LocalDate lastDay(LocalDate startsOn, JsonNode node, Problems problems) {
    if (node.has("endsOn")) {
      return date(node.get("endsOn"), problems);
    }
    return node.has("nights") ? startsOn.plusDays(node.get("nights").asInt()) : null;
  }

  static @Nullable LocalDate date(JsonNode node, Problems problems) {
    return problems.attempt(node, () -> LocalDate.parse(node.asString()));
  }

  private static @Nullable LocalTime time(JsonNode node, String field) {
    return node.has(field) ? LocalTime.parse(node.get(field).asString()) : null;
  }
}
