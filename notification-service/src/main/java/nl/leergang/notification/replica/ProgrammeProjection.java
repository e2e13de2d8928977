package nl.leergang.notification.replica;

import java.util.Collection;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Programmes as the schedule publishes them; the brochure mail is made of them. */
@Component
class ProgrammeProjection implements Projection {

  private final ReplicaChanges changes;

  ProgrammeProjection(ReplicaChanges changes) {
    this.changes = changes;
  }

  @Override
  public String topic() {
    return "schedule.programmes";
  }

  @Override
  public String collection() {
    return MongoReplicas.PROGRAMMES;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    Document before = state == null ? new Document() : state;
    if (!event.type().equals("nl.leergang.schedule.programme-published.v1")) {
      return before;
    }
    Document after = new Document(before);
    after.remove("summary");
    after.remove("privacyStatementUrl");
    after.putAll(event.as(WireEvents.WireProgramme.class).toProgramme().toDocument());
    return after;
  }

  @Override
  public void changed(Collection<String> keys) {
    changes.mailsMayBeDue();
  }
}
