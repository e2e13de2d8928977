package nl.leergang.http;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractSmartHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON body at once. Only where that fails is it read field by field, to name every field
 * that does not fit: the reader stops at the first.
 */
final class ReceivedConverter extends AbstractSmartHttpMessageConverter<Received<?>> {

  private final JsonMapper json;

  ReceivedConverter(JsonMapper json) {
    super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
    this.json = json;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == Received.class;
  }

  @Override
  public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
    return type.resolve() == Received.class && canRead(mediaType);
  }

  @Override
  public boolean canWrite(ResolvableType type, Class<?> of, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public Received<?> read(
      ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
      throws IOException {
    byte[] body = utf8(message);
    JavaType wanted = json.constructType(type.getGeneric(0).getType());
    try {
      Object read = json.readValue(body, wanted);
      if (read == null) {
        throw new HttpMessageNotReadableException("no object", message);
      }
      return new Received<>(read, List.of());
    } catch (DatabindException e) {
      return inParts(body, wanted, e, message);
    } catch (JacksonException e) {
      throw new HttpMessageNotReadableException("no JSON", e, message);
    }
  }

  private Received<?> inParts(
      byte[] body, JavaType wanted, DatabindException whole, HttpInputMessage message) {
    List<FieldError> errors = new ArrayList<>();
    try {
      if (json.readTree(body) instanceof ObjectNode sent) {
        ObjectNode kept = readable(sent, wanted.getRawClass(), "", errors);
        Object read = json.treeToValue(kept, wanted);
        if (!errors.isEmpty()) {
          return new Received<>(read, errors);
        }
      }
    } catch (JacksonException e) {
      whole.addSuppressed(e);
    }
    throw new HttpMessageNotReadableException("no such object", whole, message);
  }

  private ObjectNode readable(
      ObjectNode sent, Class<?> type, String within, List<FieldError> errors) {
    Map<String, RecordComponent> known =
        Arrays.stream(type.getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
    ObjectNode kept = json.createObjectNode();
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      String name = within + field.getKey();
      RecordComponent component = known.get(field.getKey());
      if (component == null) {
        errors.add(JsonErrors.unknown(name));
      } else if (component.getType().isRecord() && field.getValue() instanceof ObjectNode nested) {
        kept.set(field.getKey(), readable(nested, component.getType(), name + ".", errors));
      } else {
        try {
          json.treeToValue(field.getValue(), json.constructType(component.getGenericType()));
          kept.set(field.getKey(), field.getValue());
        } catch (JacksonException e) {
          errors.add(JsonErrors.of(e, name));
        }
      }
    }
    return kept;
  }

  private static byte[] utf8(HttpInputMessage message) throws IOException {
    byte[] body = message.getBody().readAllBytes();
    MediaType type = message.getHeaders().getContentType();
    Charset charset = type == null ? null : type.getCharset();
    return charset == null || charset.equals(StandardCharsets.UTF_8)
        ? body
        : new String(body, charset).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void writeInternal(
      Received<?> received,
      ResolvableType type,
      HttpOutputMessage message,
      @Nullable Map<String, Object> hints) {
    throw new UnsupportedOperationException();
  }
}
