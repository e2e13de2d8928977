package nl.leergang.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** Reads a request's body whole, so that a slow sender holds no connection to a service. */
final class RequestBody {

  private RequestBody() {}

  /** Empty where it is larger than allowed, whatever length it announced. */
  static Optional<byte[]> read(HttpServletRequest request, int limit) throws IOException {
    if (request.getContentLengthLong() > limit) {
      return Optional.empty();
    }
    byte[] body = request.getInputStream().readNBytes(limit + 1);
    return body.length > limit ? Optional.empty() : Optional.of(body);
  }
}
