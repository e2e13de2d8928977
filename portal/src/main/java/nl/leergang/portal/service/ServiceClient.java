package nl.leergang.portal.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.leergang.portal.PortalProperties;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Calls the services over kept-open connections, with a limit to waiting at every step. It repeats
 * nothing by itself: whoever asked decides, with the same idempotency key.
 */
@Component
public class ServiceClient implements DisposableBean {

  private final PortalProperties.Services addresses;
  private final CloseableHttpClient http;

  ServiceClient(PortalProperties properties) {
    this.addresses = properties.services();
    Timeout answer = Timeout.of(addresses.answerTimeout());
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(addresses.maxConnections())
                    .setMaxConnTotal(addresses.maxConnections() * Service.values().length)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(addresses.connectTimeout()))
                            .setSocketTimeout(answer)
                            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                            .setTimeToLive(TimeValue.ofMinutes(5))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.ofSeconds(2))
                    .setResponseTimeout(answer)
                    .build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAuthCaching()
            .setUserAgent("leergang-portal")
            .build();
  }

  /**
   * @throws ServiceUnavailableException where no whole answer came in time
   */
  public ServiceAnswer send(ServiceCall call) {
    URI target = URI.create(withoutSlash(call.service().base(addresses)) + call.pathAndQuery());
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), target);
    call.headers().forEach(request::setHeader);
    byte[] body = call.body();
    if (body != null) {
      // The content type travels as the caller's own header, unparsed.
      request.setEntity(new ByteArrayEntity(body, null));
    }
    try {
      return http.execute(request, ServiceClient::read);
    } catch (IOException e) {
      throw new ServiceUnavailableException(call.service(), e);
    }
  }

  private static ServiceAnswer read(ClassicHttpResponse response) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue());
    }
    return new ServiceAnswer(response.getCode(), headers, bytes(response.getEntity()));
  }

  private static byte[] bytes(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream content = entity.getContent()) {
      return content.readAllBytes();
    }
  }

  private static String withoutSlash(URI base) {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void destroy() throws IOException {
    http.close();
  }
}
