package nl.leergang.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Under {@code /v1} an answer is JSON whatever {@code Accept} says: a refusal after the deed would
 * hide that it was done. Elsewhere (health, metrics) the header counts.
 */
final class JsonUnderV1 implements ContentNegotiationStrategy {

  private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

  private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
    return servlet != null && servlet.getServletPath().startsWith("/v1/")
        ? JSON
        : header.resolveMediaTypes(request);
  }
}
