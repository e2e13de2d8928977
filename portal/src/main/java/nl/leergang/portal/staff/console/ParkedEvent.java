package nl.leergang.portal.staff.console;

import org.jspecify.annotations.Nullable;

/** What a service could not process, with whatever it tells about it. */
public record ParkedEvent(
    String id,
    @Nullable String topic,
    @Nullable String type,
    @Nullable String key,
    @Nullable Long sequence,
    @Nullable String reason,
    @Nullable String detail) {

  /** Its key and its number within that, as far as they are known. */
  public String place() {
    return Registration.words(key, sequence == null ? null : sequence.toString());
  }

  /** How it is given up: where one before it is missing, that one is what nobody waits for. */
  public String givenUpBy() {
    return "GAP".equals(reason) ? "close-gap" : "discard";
  }
}
