package nl.leergang.portal.service;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service and reads its answer as a page needs it; unknown fields are ignored. */
@Component
public class ServiceReader {

  private final ServiceClient client;
  private final JsonMapper json;

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
    ServiceAnswer answer = client.send(call);
    if (!answer.successful()) {
      throw new ServiceRefusalException(call.service(), Problem.of(answer, json));
    }
    return answer;
  }

  private <T> T read(ServiceCall call, JavaType type) {
    ServiceAnswer answer = send(call);
    try {
      return json.readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new ServiceUnavailableException(call.service(), e);
    }
  }
}
