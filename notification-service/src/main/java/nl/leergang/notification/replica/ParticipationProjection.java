package nl.leergang.notification.replica;

import static nl.leergang.notification.replica.WireEvents.required;

import java.util.Collection;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.messaging.inbox.Projection;
import nl.leergang.notification.replica.Participation.Status;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Registrations with their status. Never touches {@code told} and {@code firstMessageId}: those are
 * the sender's.
 */
@Component
class ParticipationProjection implements Projection {

  private static final String SUBMITTED = "nl.leergang.registration.enrollment-submitted.v1";
  private static final String CONFIRMED = "nl.leergang.registration.enrollment-confirmed.v1";
  private static final String HELD = "nl.leergang.registration.seat-allocated.v1";
  private static final String WAITLISTED = "nl.leergang.registration.enrollment-waitlisted.v1";

  private final MailsDue mailsDue;
  private final ReplicaChanges changes;

  ParticipationProjection(MailsDue mailsDue, ReplicaChanges changes) {
    this.mailsDue = mailsDue;
    this.changes = changes;
  }

  @Override
  public String topic() {
    return "registration.registrations";
  }

  @Override
  public String collection() {
    return MongoReplicas.PARTICIPATIONS;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    Document after = state == null ? new Document() : new Document(state);
    return switch (event.type()) {
      case SUBMITTED -> submitted(after, event.as(WireEvents.EnrollmentSubmitted.class), event);
      case CONFIRMED -> decided(after, Status.CONFIRMED, event);
      case HELD -> decided(after, Status.HELD, event);
      case WAITLISTED -> decided(after, Status.WAITLISTED, event);
      default -> after;
    };
  }

  private static Document submitted(
      Document after, WireEvents.EnrollmentSubmitted submitted, InboundEvent event) {
    after
        .append("editionId", required(submitted.editionId(), "editionId"))
        .append("reference", required(submitted.reference(), "reference"))
        .append("outcome", outcome(required(submitted.outcome(), "outcome")))
        .append("submittedAt", required(submitted.submittedAt(), "submittedAt").toString())
        .append("status", Status.SUBMITTED.name())
        .append("statusSeq", event.sequence());
    if (submitted.editionVersion() != null) {
      after.append("editionVersion", submitted.editionVersion());
    }
    if (submitted.position() != null) {
      after.append("position", submitted.position());
    }
    return after;
  }

  private static String outcome(String wire) {
    return switch (wire) {
      case "HELD", "CONFIRMED", "WAITLISTED" -> wire;
      default -> throw new MalformedEventException("outcome " + wire + " is unknown");
    };
  }

  private static Document decided(Document after, Status status, InboundEvent event) {
    if (!after.containsKey("submittedAt")) {
      throw new MalformedEventException("registration was never submitted");
    }
    WireEvents.EnrollmentDecided decided = event.as(WireEvents.EnrollmentDecided.class);
    after
        .append("editionId", required(decided.editionId(), "editionId"))
        .append("status", status.name())
        .append("statusSeq", event.sequence())
        .append("promoted", "PROMOTED".equals(decided.reason()));
    if (decided.position() != null) {
      after.append("position", decided.position());
    }
    return after;
  }

  @Override
  public List<DerivedDocument> derived(
      @Nullable Document stateBefore, Document stateAfter, InboundEvent event) {
    String registration = event.subject();
    return switch (event.type()) {
      case SUBMITTED -> List.of(mailsDue.officeNotice(event, registration));
      case CONFIRMED -> List.of(mailsDue.status(event, registration, Status.CONFIRMED));
      case HELD -> List.of(mailsDue.status(event, registration, Status.HELD));
      case WAITLISTED -> List.of(mailsDue.status(event, registration, Status.WAITLISTED));
      default -> List.of();
    };
  }

  @Override
  public void changed(Collection<String> keys) {
    changes.mailsMayBeDue();
  }
}
