package nl.leergang.schedule.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.leergang.schedule.DerivedId;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.Moment;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.edition.SessionId;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.SessionOutline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one of the {@code editions} of a file whose shape is in order. */
final class EditionReader {

  private final Programme programme;
  private final LocalDate today;
  private final Problems problems;

  EditionReader(Programme programme, LocalDate today, Problems problems) {
    this.programme = programme;
    this.today = today;
    this.problems = problems;
  }

  /** The edition; not to be used when problems were found. */
  Edition read(JsonNode node) {
    String key = node.path("key").asString();
    boolean sample = node.path("sample").asBoolean(false);
    return new Edition(
        new EditionId(DerivedId.of("edition", programme.slug(), key)),
        new Edition.ProgrammeRef(programme.id(), programme.slug(), programme.title()),
        1,
        sample,
        node.has("registration")
            ? Edition.Registration.valueOf(node.get("registration").asString())
            : Edition.Registration.OPEN,
        node.has("capacity") ? node.get("capacity").asInt() : null,
        closing(node),
        sessions(node, key, new SessionTimesReader(sample, today)));
  }

  private List<Session> sessions(JsonNode node, String key, SessionTimesReader timesReader) {
    List<Session> sessions = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (JsonNode session : node.path("sessions")) {
      int number = session.path("number").asInt();
      if (!numbers.add(number)) {
        problems.at(session, "there is another session " + number + " in this edition");
      }
      SessionOutline outline = programme.session(number).orElse(null);
      if (outline == null) {
        problems.at(session, "the programme has no session " + number);
        continue;
      }
      sessions.add(session(session, key, outline, location(session, node), timesReader));
    }
    sessions.sort(Comparator.comparingInt(Session::number));
    return sessions;
  }

  private Session session(
      JsonNode node,
      String key,
      SessionOutline outline,
      @Nullable Location location,
      SessionTimesReader timesReader) {
    String number = String.valueOf(outline.number());
    return new Session(
        new SessionId(DerivedId.of("session", programme.slug(), key, number)),
        outline.number(),
        outline.title(),
        outline.description(),
        outline.ownCase(),
        outline.returningTheme(),
        timesReader.read(node, problems),
        node.has("overnight") ? node.get("overnight").asBoolean() : outline.overnight(),
        location,
        node.has("speakers")
            ? ProgrammeReader.speakers(node.get("speakers"), problems)
            : outline.speakers(),
        0,
        Session.Status.SCHEDULED);
  }

  private static @Nullable Location location(JsonNode session, JsonNode edition) {
    JsonNode node = session.has("location") ? session.get("location") : edition.get("location");
    return node == null
        ? null
        : new Location(ProgrammeReader.text(node, "name"), node.path("city").asString());
  }

  /** Registration closes when the last day for it is over. */
  private @Nullable Instant closing(JsonNode node) {
    if (!node.has("registrationClosesOn")) {
      return null;
    }
    LocalDate last = SessionTimesReader.date(node.get("registrationClosesOn"), problems);
    return last == null ? null : last.plusDays(1).atStartOfDay(Moment.ZONE).toInstant();
  }
}
