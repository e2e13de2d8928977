package nl.leergang.messaging.inbox;

import java.util.ArrayList;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;

/** Collects texts, and asks for one piece of work per event. */
@NullUnmarked
record TestProjection(String topic, String collection, boolean snapshot) implements Projection {

  record Noted(String text) {}

  @Override
  public Document apply(Document state, InboundEvent event) {
    String text = event.as(Noted.class).text();
    Document next = state == null ? new Document() : new Document(state);
    List<String> texts = new ArrayList<>(next.getList("texts", String.class, List.of()));
    texts.add(text);
    if (text.equals("remove-drop")) {
      next.remove("drop");
    }
    return next.append("texts", texts);
  }

  @Override
  public List<DerivedDocument> derived(Document before, Document after, InboundEvent event) {
    return List.of(
        new DerivedDocument(
            collection + "_work", new Document("_id", event.id()).append("of", event.subject())));
  }
}
