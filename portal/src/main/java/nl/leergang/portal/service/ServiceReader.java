package nl.leergang.portal.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a service and reads its answer as a page needs it; unknown fields are ignored. What the
 * service says is still as it was (RFC 9110, 13.1.2) is not sent and read again.
 */
@Component
public class ServiceReader {

  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int NOT_MODIFIED = 304;

  private final ServiceClient client;
  private final JsonMapper json;
  private final Cache<Asked, Known> lastRead =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Asked asked, Known known) -> known.bytes())
          .build();
  private final SharedCalls<Asked, Object> underWay = new SharedCalls<>();

  ServiceReader(ServiceClient client, JsonMapper json) {
    this.client = client;
    this.json = json;
  }

  public <T> T read(ServiceCall call, Class<T> type) {
    return read(call, json.constructType(type));
  }

  public <T> PageOf<T> readPage(ServiceCall call, Class<T> item) {
    return read(call, json.getTypeFactory().constructParametricType(PageOf.class, item));
  }

  /**
   * @throws ServiceRefusalException for any answer other than 2xx
   */
  public ServiceAnswer send(ServiceCall call) {
    return successful(call, client.send(call));
  }

  private ServiceAnswer successful(ServiceCall call, ServiceAnswer answer) {
    if (!answer.successful()) {
      throw new ServiceRefusalException(call.service(), Problem.of(answer, json));
    }
    return answer;
  }

  @SuppressWarnings("unchecked") // It is asked for by the type that it is read as.
  private <T> T read(ServiceCall call, JavaType type) {
    Asked asked = new Asked(call, type);
    return (T) underWay.ask(asked, () -> answered(asked));
  }

  private Object answered(Asked asked) {
    ServiceCall call = asked.call();
    Known known = lastRead.getIfPresent(asked);
    ServiceAnswer answer =
        client.send(known == null ? call : call.with("If-None-Match", known.tag()));
    if (known != null && answer.status() == NOT_MODIFIED) {
      return known.model();
    }
    byte[] body = successful(call, answer).body();
    Object model;
    try {
      model = json.readValue(body, asked.type());
    } catch (JacksonException e) {
      throw new ServiceUnavailableException(call.service(), e);
    }
    answer.header("ETag").ifPresent(tag -> lastRead.put(asked, new Known(tag, model, body.length)));
    return model;
  }

  /** The call with its headers: what was read for one reader is not given to another. */
  private record Asked(ServiceCall call, JavaType type) {}

  private record Known(String tag, Object model, int bytes) {}
}
