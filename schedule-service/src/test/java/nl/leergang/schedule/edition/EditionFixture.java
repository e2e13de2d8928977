package nl.leergang.schedule.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.ProgrammeId;
import nl.leergang.schedule.programme.Speaker;
import org.jspecify.annotations.NullUnmarked;

/** Editions for tests, made as one would say them. */
@NullUnmarked
public final class EditionFixture {

  public static final SessionId FIRST = new SessionId("session-1");
  public static final SessionId SECOND = new SessionId("session-2");

  private final List<Session> sessions = new ArrayList<>();
  private Integer capacity;
  private Instant closesAt;
  private Edition.Registration registration = Edition.Registration.OPEN;

  public static EditionFixture anEdition() {
    return new EditionFixture();
  }

  public EditionFixture withSeats(int seats) {
    capacity = seats;
    return this;
  }

  public EditionFixture closingAt(String instant) {
    closesAt = Instant.parse(instant);
    return this;
  }

  public EditionFixture closed() {
    registration = Edition.Registration.CLOSED;
    return this;
  }

  public EditionFixture withSession(String start, String end) {
    return with(
        SessionTimes.between(
            Moment.of(LocalDateTime.parse(start)), Moment.of(LocalDateTime.parse(end))),
        false);
  }

  public EditionFixture withEveningAndNextDay(String start) {
    Moment begin = Moment.of(LocalDateTime.parse(start));
    return with(new SessionTimes(begin.date(), begin.date().plusDays(1), begin, null), true);
  }

  public EditionFixture withSessionOn(String day) {
    return with(new SessionTimes(LocalDate.parse(day), null, null, null), false);
  }

  public EditionFixture withOpenSession() {
    return with(SessionTimes.OPEN, false);
  }

  public Edition build() {
    return new Edition(
        new EditionId("edition-1"),
        new Edition.ProgrammeRef(new ProgrammeId("programme-1"), "de-droom", "De droom"),
        1,
        false,
        registration,
        capacity,
        closesAt,
        sessions);
  }

  private EditionFixture with(SessionTimes times, boolean overnight) {
    int number = sessions.size() + 1;
    sessions.add(
        new Session(
            new SessionId("session-" + number),
            number,
            "Bijeenkomst " + number,
            "Waar het over gaat",
            null,
            null,
            times,
            overnight,
            new Location(null, "Wijk bij Duurstede"),
            List.of(new Speaker("dr.", "Tjerk Budding", "RA", null, null, "juridisch", null)),
            0,
            Session.Status.SCHEDULED));
    return this;
  }
}
