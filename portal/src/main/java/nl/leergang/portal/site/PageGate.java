package nl.leergang.portal.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Makes no more public pages at once than there is memory for: one in the making holds a megabyte,
 * and a newsletter can bring a thousand readers in a second. The others wait in the order in which
 * they came, and hear in time when it is too long. Staff's pages do not wait behind them.
 */
final class PageGate implements HandlerInterceptor {

  static final String[] PUBLIC_PAGES = {
    "/", "/en", "/programmes/**", "/en/programmes/**", "/editions/**", "/en/editions/**"
  };

  /** Pages that are made for one reader, and may answer a call that is no page's. */
  private static final Set<String> OWN_PAGES = Set.of("register", "brochure", "thank-you");

  private static final String RETRY_SECONDS = "10";
  private static final String PLACE = PageGate.class.getName();

  private final Semaphore places;
  private final Duration patience;

  PageGate(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (entered(request)) {
      return true;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    return false;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    leave(request);
  }

  /**
   * For all other calls: only the making of such a page needs a place, not what comes before it.
   * Most posts are answered without one.
   */
  HandlerInterceptor whereverPagesAreMade() {
    return new HandlerInterceptor() {

      @Override
      public void postHandle(
          HttpServletRequest request,
          HttpServletResponse response,
          Object handler,
          @Nullable ModelAndView page) {
        String name = page == null ? null : page.getViewName();
        if (name != null && OWN_PAGES.contains(name) && !entered(request)) {
          throw new CrowdedException();
        }
      }

      @Override
      public void afterCompletion(
          HttpServletRequest request,
          HttpServletResponse response,
          Object handler,
          @Nullable Exception failure) {
        leave(request);
      }
    };
  }

  private boolean entered(HttpServletRequest request) {
    if (request.getAttribute(PLACE) != null) {
      return true;
    }
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    request.setAttribute(PLACE, true);
    return true;
  }

  private void leave(HttpServletRequest request) {
    if (request.getAttribute(PLACE) != null) {
      request.removeAttribute(PLACE);
      places.release();
    }
  }
}
