package nl.leergang.registration.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.messaging.inbox.Projection;
import nl.leergang.registration.persistence.EditionSeatsDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what a registration needs to know of each edition. */
@Component
class EditionProjection implements Projection {

  private static final String PREFIX = "nl.leergang.schedule.";

  @Override
  public String topic() {
    return "schedule.editions";
  }

  @Override
  public String collection() {
    return "editions";
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    return switch (event.type()) {
      case PREFIX + "edition-published.v1" -> published(state, event);
      case PREFIX + "session-scheduled.v1",
          PREFIX + "session-rescheduled.v1",
          PREFIX + "session-cancelled.v1" ->
          sessionChanged(state, event);
      default -> state == null ? new Document("_id", event.subject()) : state;
    };
  }

  /** The edition can be registered for as soon as it is known, so its seats come first. */
  @Override
  public List<DerivedDocument> derived(
      @Nullable Document before, Document after, InboundEvent event) {
    if (!after.containsKey("admission")) {
      return List.of();
    }
    return List.of(
        new DerivedDocument(
            EditionSeatsDocument.COLLECTION,
            EditionSeatsDocument.fresh(event.subject(), after.getInteger("capacity"))));
  }

  @Override
  public void changed(Collection<String> keys) {
    // The replica's readers refresh themselves; they may well be in another instance.
  }

  private static Document published(@Nullable Document before, InboundEvent event) {
    EditionData data = event.as(EditionData.class);
    Document state = before == null ? new Document("_id", event.subject()) : new Document(before);
    state.put("admission", data.programme().admission());
    state.put("open", !"CLOSED".equals(data.registration()));
    put(state, "capacity", data.capacity());
    put(state, "registrationClosesAt", date(data.registrationClosesAt()));
    state.put("sessions", data.sessions().stream().map(EditionProjection::document).toList());
    return state;
  }

  private static Document sessionChanged(@Nullable Document before, InboundEvent event) {
    if (before == null || !before.containsKey("sessions")) {
      throw new MalformedEventException("a session moved in an edition that was never published");
    }
    SessionChangedData data = event.as(SessionChangedData.class);
    List<Document> sessions = new ArrayList<>(before.getList("sessions", Document.class));
    sessions.removeIf(session -> data.session().sessionId().equals(session.getString("sessionId")));
    sessions.add(document(data.session()));
    Document state = new Document(before);
    state.put("sessions", sessions);
    return state;
  }

  private static Document document(SessionData session) {
    Document document =
        new Document("sessionId", session.sessionId())
            .append("cancelled", "CANCELLED".equals(session.status()));
    put(document, "startsAt", date(session.startsAt()));
    put(document, "endsAt", date(session.endsAt()));
    put(document, "startsOn", text(session.startsOn()));
    put(document, "endsOn", text(session.endsOn()));
    return document;
  }

  private static void put(Document document, String field, @Nullable Object value) {
    if (value == null) {
      document.remove(field);
    } else {
      document.put(field, value);
    }
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  record EditionData(
      ProgrammeData programme,
      @Nullable String registration,
      @Nullable Integer capacity,
      @Nullable Instant registrationClosesAt,
      List<SessionData> sessions) {

    EditionData {
      if (programme == null || sessions == null) {
        throw new MalformedEventException("an edition needs its programme and its sessions");
      }
    }
  }

  record ProgrammeData(String admission) {

    ProgrammeData {
      if (!"DIRECT".equals(admission) && !"INTAKE".equals(admission)) {
        throw new MalformedEventException("unknown admission");
      }
    }
  }

  record SessionData(
      String sessionId,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable String status) {

    SessionData {
      if (sessionId == null) {
        throw new MalformedEventException("a session needs its id");
      }
    }
  }

  record SessionChangedData(SessionData session) {

    SessionChangedData {
      if (session == null) {
        throw new MalformedEventException("a change of a session needs the session");
      }
    }
  }
}
