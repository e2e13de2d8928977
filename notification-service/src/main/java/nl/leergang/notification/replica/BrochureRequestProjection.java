package nl.leergang.notification.replica;

import static nl.leergang.notification.replica.WireEvents.required;

import java.util.Collection;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brochure requests: one mail to the person, one notice to the office. */
@Component
class BrochureRequestProjection implements Projection {

  private static final String REQUESTED = "nl.leergang.registration.brochure-requested.v1";

  private final MailsDue mailsDue;
  private final ReplicaChanges changes;

  BrochureRequestProjection(MailsDue mailsDue, ReplicaChanges changes) {
    this.mailsDue = mailsDue;
    this.changes = changes;
  }

  @Override
  public String topic() {
    return "registration.brochure-requests";
  }

  @Override
  public String collection() {
    return MongoReplicas.BROCHURE_REQUESTS;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    Document after = state == null ? new Document() : new Document(state);
    if (event.type().equals(REQUESTED)) {
      WireEvents.BrochureRequested requested = event.as(WireEvents.BrochureRequested.class);
      after
          .append("programmeId", required(requested.programmeId(), "programmeId"))
          .append("requestedAt", required(requested.requestedAt(), "requestedAt").toString());
    }
    return after;
  }

  @Override
  public List<DerivedDocument> derived(
      @Nullable Document stateBefore, Document stateAfter, InboundEvent event) {
    if (!event.type().equals(REQUESTED)) {
      return List.of();
    }
    return List.of(
        mailsDue.brochure(event, event.subject()), mailsDue.brochureNotice(event, event.subject()));
  }

  @Override
  public void changed(Collection<String> keys) {
    changes.mailsMayBeDue();
  }
}
