package nl.leergang.portal.staff.console;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a service could not process, with whatever it tells about it. */
public record ParkedEvent(
    String id,
    @Nullable String topic,
    @Nullable String type,
    @Nullable String key,
    @Nullable JsonNode sequence,
    @Nullable String reason) {

  public String sequenceText() {
    return sequence == null ? "" : sequence.asString("");
  }
}
