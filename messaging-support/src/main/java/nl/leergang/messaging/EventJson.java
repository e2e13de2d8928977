package nl.leergang.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of event data: instants as ISO-8601 in UTC, absent instead of null, unknown fields
 * ignored by the reader.
 */
public final class EventJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(all ->
              all.withValueInclusion(JsonInclude.Include.NON_NULL)
                  .withContentInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  public static byte[] write(Object payload) {
    return MAPPER.writeValueAsBytes(payload);
  }

  /**
   * Reads event data into the reader's own type.
   *
   * @throws MalformedEventException when the bytes are no JSON, or none of that shape
   */
  public static <T> T read(byte[] data, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(data, type);
    } catch (JacksonException e) {
      // The original message may quote the data, which may hold personal data.
      throw new MalformedEventException(
          "data is not a readable " + type.getSimpleName() + ": " + place(e), e);
    }
    if (value == null) {
      throw new MalformedEventException("data is a bare null");
    }
    return value;
  }

  private static String place(JacksonException e) {
    return e.getClass().getSimpleName() + " at " + e.getPathReference();
  }
}
