package nl.leergang.portal.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Makes no more public pages at once than there is memory for: one in the making holds a megabyte,
 * and a newsletter can bring a thousand readers in a second. The others wait in the order in which
 * they came, and hear in time when it is too long. Staff's pages do not wait behind them.
 */
final class PageGate implements HandlerInterceptor {

  static final String[] PUBLIC_PAGES = {
    "/", "/en", "/programmes/**", "/en/programmes/**", "/editions/**", "/en/editions/**"
  };

  private static final String RETRY_SECONDS = "10";

  private final Semaphore places;
  private final Duration patience;

  PageGate(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (entered()) {
      return true;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    return false;
  }

  private boolean entered() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    places.release();
  }
}
