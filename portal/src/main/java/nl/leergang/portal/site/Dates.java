package nl.leergang.portal.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and times in words, as they are on the clock in Amsterdam. */
public final class Dates {

  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static final Dates DUTCH = new Dates(false);
  private static final Dates ENGLISH = new Dates(true);

  private final boolean english;
  private final DateTimeFormatter day;
  private final DateTimeFormatter shortDay;
  private final DateTimeFormatter month;
  private final DateTimeFormatter time;

  private Dates(boolean english) {
    this.english = english;
    Locale written = english ? Locale.UK : Locale.forLanguageTag("nl-NL");
    this.day = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", written);
    this.shortDay = DateTimeFormatter.ofPattern("d MMM uuuu", written);
    this.month = DateTimeFormatter.ofPattern("MMM uuuu", written);
    this.time = DateTimeFormatter.ofPattern(english ? "HH:mm" : "HH.mm", written);
  }

  /** One for each language of the site. */
  public static Dates in(Locale locale) {
    return "en".equals(locale.getLanguage()) ? ENGLISH : DUTCH;
  }

  /** {@code donderdag 21 maart 2019}. */
  public String day(LocalDate date) {
    return day.format(date);
  }

  /** {@code 18.30 uur}. */
  public String time(Instant instant) {
    return time.format(local(instant)) + hours();
  }

  /** {@code 18.30 – 21.00 uur}, of one day. */
  public String times(Instant from, Instant until) {
    return time.format(local(from)) + " – " + time(until);
  }

  /** {@code 21 mrt 2019, 18.30 uur}. */
  public String moment(Instant instant) {
    return shortDay.format(local(instant)) + ", " + time(instant);
  }

  public String dayOfMonth(LocalDate date) {
    return Integer.toString(date.getDayOfMonth());
  }

  /** {@code mrt 2019}, for a calendar leaf. */
  public String monthOf(LocalDate date) {
    return month.format(date);
  }

  public static LocalDate date(Instant instant) {
    return local(instant).toLocalDate();
  }

  public static ZonedDateTime local(Instant instant) {
    return instant.atZone(ZONE);
  }

  private String hours() {
    return english ? "" : " uur";
  }
}
