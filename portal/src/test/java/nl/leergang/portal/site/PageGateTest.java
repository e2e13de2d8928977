package nl.leergang.portal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageGateTest {

  private final PageGate gate = new PageGate(1, Duration.ZERO);
  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @Test
  void asksToComeAgainWhereAllPlacesAreTaken() throws IOException {
    MockHttpServletResponse refused = new MockHttpServletResponse();

    assertThat(gate.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
    assertThat(gate.preHandle(request, refused, this)).isFalse();
    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
    gate.afterCompletion(request, new MockHttpServletResponse(), this, null);
    assertThat(gate.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
  }
}
