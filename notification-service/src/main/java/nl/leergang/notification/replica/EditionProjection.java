package nl.leergang.notification.replica;

import static nl.leergang.notification.replica.WireEvents.required;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Editions as the schedule publishes them. Each change marks the edition: its registrations have to
 * be looked at, because someone may not know yet.
 */
@Component
class EditionProjection implements Projection {

  private static final String SESSIONS = "sessions";
  private static final String CLOSES_AT = "registrationClosesAt";

  private final ReplicaChanges changes;

  EditionProjection(ReplicaChanges changes) {
    this.changes = changes;
  }

  @Override
  public String topic() {
    return "schedule.editions";
  }

  @Override
  public String collection() {
    return MongoReplicas.EDITIONS;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    return switch (event.type()) {
      case "nl.leergang.schedule.edition-published.v1" ->
          published(state, event.as(WireEvents.EditionPublished.class), event);
      case "nl.leergang.schedule.session-scheduled.v1",
          "nl.leergang.schedule.session-rescheduled.v1",
          "nl.leergang.schedule.session-cancelled.v1" ->
          changed(state, event.as(WireEvents.SessionChanged.class), event);
      default -> state == null ? new Document() : state;
    };
  }

  private static Document published(
      @Nullable Document state, WireEvents.EditionPublished event, InboundEvent envelope) {
    long version = required(event.version(), "version");
    List<Session> known = state == null ? List.of() : sessions(state);
    List<Document> sessions =
        required(event.sessions(), SESSIONS).stream()
            .map(wire -> merged(known, wire, null, version))
            .sorted(Comparator.comparingInt(Session::number))
            .map(Session::toDocument)
            .toList();
    Document after = copy(state);
    if (event.registrationClosesAt() == null) {
      after.remove(CLOSES_AT);
    } else {
      after.append(CLOSES_AT, event.registrationClosesAt().toString());
    }
    return after
        .append("version", version)
        .append("programme", required(event.programme(), "programme").toProgramme().toDocument())
        .append("open", "OPEN".equals(required(event.registration(), "registration")))
        .append(SESSIONS, sessions)
        .append("fanoutDue", envelope.id());
  }

  private static Document changed(
      @Nullable Document state, WireEvents.SessionChanged event, InboundEvent envelope) {
    if (state == null || !state.containsKey("programme")) {
      throw new MalformedEventException("session changed in an edition that was never published");
    }
    long version = required(event.version(), "version");
    List<Session> known = sessions(state);
    Session session = merged(known, required(event.session(), "session"), event.reason(), version);
    List<Session> sessions = new ArrayList<>(known);
    sessions.removeIf(other -> other.id().equals(session.id()));
    sessions.add(session);
    sessions.sort(Comparator.comparingInt(Session::number));
    return copy(state)
        .append("version", version)
        .append(SESSIONS, sessions.stream().map(Session::toDocument).toList())
        .append("fanoutDue", envelope.id());
  }

  /** The session as published; a republication that changes nothing keeps what is known of why. */
  private static Session merged(
      List<Session> known, WireEvents.WireSession wire, @Nullable String reason, long version) {
    Session session = wire.toSession(reason, version);
    Optional<Session> before =
        known.stream().filter(other -> other.id().equals(session.id())).findFirst();
    if (before.isPresent() && before.get().slot().equals(session.slot())) {
      Session same = before.get();
      return new Session(
          session.id(),
          session.number(),
          session.title(),
          session.sequence(),
          session.slot(),
          same.reason(),
          same.since());
    }
    return session;
  }

  private static List<Session> sessions(Document state) {
    return state.getList(SESSIONS, Document.class, List.of()).stream().map(Session::from).toList();
  }

  private static Document copy(@Nullable Document state) {
    return state == null ? new Document() : new Document(state);
  }

  @Override
  public void changed(Collection<String> keys) {
    changes.editionsChanged();
  }
}
