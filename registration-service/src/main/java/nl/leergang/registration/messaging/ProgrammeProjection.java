package nl.leergang.registration.messaging;

import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the catalogue's programmes, for brochure requests. */
@Component
class ProgrammeProjection implements Projection {

  @Override
  public String topic() {
    return "schedule.programmes";
  }

  @Override
  public String collection() {
    return "programmes";
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    Document next = state == null ? new Document("_id", event.subject()) : new Document(state);
    if (event.type().equals("nl.leergang.schedule.programme-published.v1")) {
      next.put("slug", event.as(ProgrammeData.class).slug());
    }
    return next;
  }

  record ProgrammeData(String slug) {

    ProgrammeData {
      if (slug == null || slug.isBlank()) {
        throw new MalformedEventException("a programme needs its slug");
      }
    }
  }
}
