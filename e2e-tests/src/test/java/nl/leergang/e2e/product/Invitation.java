package nl.leergang.e2e.product;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStart;

/**
 * One calendar entry, read by a calendar library.
 *
 * @param startsAt null for a day without a time
 * @param day null for an entry with a time
 */
public record Invitation(
    String method,
    String uid,
    int sequence,
    Instant startsAt,
    LocalDate day,
    String status,
    String summary,
    String location) {

  static List<Invitation> parse(byte[] source) {
    String text = new String(source, StandardCharsets.UTF_8);
    try {
      Calendar calendar = new CalendarBuilder().build(new StringReader(text));
      String method = value(calendar.getProperty(Property.METHOD));
      return calendar.<VEvent>getComponents(Component.VEVENT).stream()
          .map(event -> of(method, event))
          .toList();
    } catch (IOException | ParserException e) {
      throw new AssertionError("Not a calendar that can be read:\n" + text, e);
    }
  }

  private static Invitation of(String method, VEvent event) {
    DtStart<Temporal> start = event.getRequiredProperty(Property.DTSTART);
    Temporal date = start.getDate();
    return new Invitation(
        method,
        event.getRequiredProperty(Property.UID).getValue(),
        Integer.parseInt(event.getRequiredProperty(Property.SEQUENCE).getValue()),
        date instanceof LocalDate ? null : Instant.from(date),
        date instanceof LocalDate day ? day : null,
        value(event.getProperty(Property.STATUS)),
        value(event.getProperty(Property.SUMMARY)),
        value(event.getProperty(Property.LOCATION)));
  }

  private static String value(Optional<? extends Property> property) {
    return property.map(Property::getValue).orElse("");
  }
}
