package nl.leergang.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads a request's body whole, so that a slow sender holds no connection to a service. */
sealed interface RequestBody {

  record Whole(byte[] bytes) implements RequestBody {}

  /** Larger than allowed, whatever length it announced. */
  record TooLarge() implements RequestBody {}

  /** Not there in time: the connection's own time-out begins anew with every byte. */
  record TooSlow() implements RequestBody {}

  static RequestBody read(
      HttpServletRequest request, int limit, Duration patience, InstantSource clock)
      throws IOException {
    if (request.getContentLengthLong() > limit) {
      return new TooLarge();
    }
    Instant deadline = clock.instant().plus(patience);
    InputStream in = request.getInputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        body.write(buffer, 0, read);
        if (body.size() > limit) {
          return new TooLarge();
        }
        if (clock.instant().isAfter(deadline)) {
          return new TooSlow();
        }
      }
    } catch (SocketTimeoutException e) {
      return new TooSlow();
    }
    return new Whole(body.toByteArray());
  }
}
