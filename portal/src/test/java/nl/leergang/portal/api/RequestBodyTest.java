package nl.leergang.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestBodyTest {

  private static final int LIMIT = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Instant now = Instant.EPOCH;

  @Test
  void readsWhatComesInTime() throws IOException {
    assertThat(read(new Trickle(10, Duration.ofMillis(900))))
        .isInstanceOfSatisfying(
            RequestBody.Whole.class, whole -> assertThat(whole.bytes()).hasSize(10));
  }

  @Test
  void givesUpOnABodyThatTricklesIn() throws IOException {
    Trickle body = new Trickle(LIMIT, Duration.ofSeconds(2));
    assertThat(read(body)).isInstanceOf(RequestBody.TooSlow.class);
    assertThat(body.left).as("bytes that were not waited for").isGreaterThan(LIMIT - 10);
  }

  @Test
  void givesUpOnABodyThatNeverComes() throws IOException {
    assertThat(read(new Trickle(-1, Duration.ZERO))).isInstanceOf(RequestBody.TooSlow.class);
  }

  @Test
  void stopsAtTheLimitWhateverWasAnnounced() throws IOException {
    Trickle body = new Trickle(LIMIT * 100, Duration.ZERO);
    assertThat(read(body)).isInstanceOf(RequestBody.TooLarge.class);
    assertThat(body.left).isGreaterThan(LIMIT);
  }

  private RequestBody read(Trickle body) throws IOException {
    MockHttpServletRequest request =
        new MockHttpServletRequest() {
          @Override
          public ServletInputStream getInputStream() {
            return body;
          }

          @Override
          public long getContentLengthLong() {
            return -1;
          }
        };
    return RequestBody.read(request, LIMIT, PATIENCE, () -> now);
  }

  /** A byte at a time, each after a while; with -1 bytes, none. */
  private final class Trickle extends ServletInputStream {

    private int left;
    private final Duration pause;

    Trickle(int bytes, Duration pause) {
      this.left = bytes;
      this.pause = pause;
    }

    @Override
    public int read() throws IOException {
      if (left < 0) {
        throw new SocketTimeoutException();
      }
      now = now.plus(pause);
      return left-- == 0 ? -1 : 'a';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int next = read();
      if (next < 0) {
        return -1;
      }
      bytes[offset] = (byte) next;
      return 1;
    }

    @Override
    public boolean isFinished() {
      return left == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
