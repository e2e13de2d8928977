package nl.leergang.portal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

class PageGateTest {

  private final PageGate gate = new PageGate(1, Duration.ZERO);
  private final HandlerInterceptor elsewhere = gate.whereverPagesAreMade();
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final MockHttpServletRequest other = new MockHttpServletRequest();

  @Test
  void asksToComeAgainWhereAllPlacesAreTaken() throws Exception {
    MockHttpServletResponse refused = new MockHttpServletResponse();

    assertThat(gate.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    assertThat(gate.preHandle(other, refused, this)).isFalse();
    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
    leave(request);
    assertThat(gate.preHandle(other, new MockHttpServletResponse(), this)).isTrue();
  }

  @Test
  void givesAPlaceToAFormsPageWhateverItsAddress() throws Exception {
    make(request, new ModelAndView("register"));

    assertThatExceptionOfType(CrowdedException.class)
        .isThrownBy(() -> make(other, new ModelAndView("thank-you")));
    make(other, new ModelAndView("redirect:/thank-you"));
    make(other, new ModelAndView("staff/editions"));
    make(other, null);
    leave(other);
    assertThat(gate.preHandle(other, new MockHttpServletResponse(), this)).isFalse();
    leave(request);
    assertThat(gate.preHandle(other, new MockHttpServletResponse(), this)).isTrue();
  }

  @Test
  void givesOnePlaceToARequestThatHasOne() throws Exception {
    assertThat(gate.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    make(request, new ModelAndView("register"));
    leave(request);

    assertThat(gate.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    assertThat(gate.preHandle(other, new MockHttpServletResponse(), this)).isFalse();
  }

  private void make(MockHttpServletRequest forWhom, @Nullable ModelAndView page) throws Exception {
    elsewhere.postHandle(forWhom, new MockHttpServletResponse(), this, page);
  }

  /** Both are told, the last that was asked first. */
  private void leave(MockHttpServletRequest who) throws Exception {
    elsewhere.afterCompletion(who, new MockHttpServletResponse(), this, null);
    gate.afterCompletion(who, new MockHttpServletResponse(), this, null);
  }
}
