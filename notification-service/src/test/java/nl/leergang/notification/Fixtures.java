package nl.leergang.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Office;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Participation.Status;
import nl.leergang.notification.replica.Programme;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Slot;
import nl.leergang.notification.replica.Told;
import org.jspecify.annotations.NullUnmarked;

/** The world of these tests: the mayors' programme with an evening and the day after. */
@NullUnmarked
public final class Fixtures {

  public static final MailProperties MAIL = mailFrom("Leergang <leergang@localhost>");

  private Fixtures() {}

  public static MailProperties mailFrom(String sender) {
    return new MailProperties(
        sender,
        "opleidingen@leergang.example",
        "Opleidingsbureau",
        4,
        100,
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofHours(72),
        5,
        Duration.ofDays(30),
        Duration.ofMillis(100),
        Duration.ofMinutes(10));
  }

  public static Programme programme() {
    return new Programme(
        "programme-1",
        "de-droom-van-elke-burgemeester",
        "De droom van elke burgemeester",
        true,
        "Bureau Contextgedreven",
        new Office(
            "Nederlands Genootschap van Burgemeesters", "ngb@office.example", "070-373 8383"),
        "http://localhost:8080/privacy",
        "U leert de leefwereld van inwoners en de systeemwereld van de gemeente met elkaar te"
            + " verbinden, en te beoordelen wat goed gaat en waar het beter kan.");
  }

  public static Slot evening(String start, String end) {
    return new Slot(
        null,
        null,
        at(start),
        end == null ? null : at(end),
        true,
        null,
        "Wijk bij Duurstede",
        false);
  }

  public static Slot open() {
    return new Slot(null, null, null, null, true, null, "Wijk bij Duurstede", false);
  }

  public static Slot dateOnly(String date) {
    return new Slot(LocalDate.parse(date), null, null, null, false, null, null, false);
  }

  public static Slot cancelled(Slot slot) {
    return changed(slot, slot.venue(), slot.city(), true);
  }

  public static Slot placedAt(Slot slot, String venue, String city) {
    return changed(slot, venue, city, slot.cancelled());
  }

  private static Slot changed(Slot slot, String venue, String city, boolean cancelled) {
    return new Slot(
        slot.startsOn(),
        slot.endsOn(),
        slot.startsAt(),
        slot.endsAt(),
        slot.overnight(),
        venue,
        city,
        cancelled);
  }

  /** Local time in Amsterdam. */
  public static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Amsterdam")).toInstant();
  }

  public static Session session(int number, int sequence, Slot slot) {
    return new Session("session-" + number, number, "Moment " + number, sequence, slot, null, 1);
  }

  public static Edition edition(Session... sessions) {
    return new Edition("edition-1", 1, programme(), true, null, List.of(sessions));
  }

  public static Participation participation(Status status, Map<String, Told> told) {
    return new Participation(
        "registration-1",
        "edition-1",
        status,
        status,
        2,
        false,
        "LG-2027-0042",
        1L,
        status == Status.WAITLISTED ? 3 : null,
        Instant.parse("2026-11-23T10:15:00Z"),
        told,
        null);
  }

  public static Contact contact(String language) {
    return new Contact(
        "registration-1",
        false,
        Locale.forLanguageTag(language),
        Contact.Salutation.MRS,
        "Anna",
        "van den",
        "Berg",
        null,
        "anna@gemeente.example",
        "06-12345678",
        "Gemeente Wijk bij Duurstede",
        "burgemeester",
        "Karel de Grotestraat",
        "30",
        "3962 CL",
        "Wijk bij Duurstede",
        null,
        "Ik kom met de trein.",
        "PO-00123",
        "4711");
  }
}
