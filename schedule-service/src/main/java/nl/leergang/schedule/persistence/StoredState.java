package nl.leergang.schedule.persistence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import nl.leergang.schedule.edition.EditionId;
import nl.leergang.schedule.edition.SessionId;
import nl.leergang.schedule.programme.ProgrammeId;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model as the sub-document {@code state}, field by field under its own name; times as ISO
 * 8601. What is asked for in queries stands next to it in BSON's own types.
 */
final class StoredState {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          // An older instance reads what a newer one has written.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(all ->
              all.withValueInclusion(JsonInclude.Include.NON_NULL)
                  .withContentInclusion(JsonInclude.Include.NON_NULL))
          .addMixIn(ProgrammeId.class, AsText.class)
          .addMixIn(EditionId.class, AsText.class)
          .addMixIn(SessionId.class, AsText.class)
          .build();

  private StoredState() {}

  static Document write(Object model) {
    return new Document(MAPPER.convertValue(model, new TypeReference<Map<String, Object>>() {}));
  }

  static <T> T read(Document stored, Class<T> type) {
    return MAPPER.convertValue(stored.get("state", Document.class), type);
  }

  /** An id is stored as its text. */
  @SuppressWarnings("unused") // Jackson reads the annotations
  private abstract static class AsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    AsText(String value) {}

    @JsonValue
    abstract String value();
  }
}
