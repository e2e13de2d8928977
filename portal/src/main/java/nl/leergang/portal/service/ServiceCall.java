package nl.leergang.portal.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a service.
 *
 * @param pathAndQuery encoded, starting with a slash
 */
public record ServiceCall(
    Service service,
    String method,
    String pathAndQuery,
    Map<String, String> headers,
    byte @Nullable [] body) {

  public static ServiceCall get(Service service, String pathAndQuery) {
    return new ServiceCall(
        service, "GET", pathAndQuery, Map.of("Accept", "application/json"), null);
  }

  public static ServiceCall postJson(Service service, String pathAndQuery, byte[] body) {
    return new ServiceCall(
        service,
        "POST",
        pathAndQuery,
        Map.of("Accept", "application/json", "Content-Type", "application/json"),
        body);
  }

  public ServiceCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ServiceCall(service, method, pathAndQuery, more, body);
  }
}
