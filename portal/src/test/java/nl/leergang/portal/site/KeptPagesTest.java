package nl.leergang.portal.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.View;

class KeptPagesTest {

  private final AtomicInteger made = new AtomicInteger();
  private final View template =
      (model, request, response) ->
          response.getWriter().print(made.incrementAndGet() + " " + model);
  private final KeptPages pages =
      new KeptPages((name, locale) -> template, new SimpleMeterRegistry());

  @Test
  void makesAPageOnceAndAgainWhenItsFactsChange() throws Exception {
    MockHttpServletResponse first = page("programme", Map.of("seats", 3));
    assertThat(first.getContentAsString()).isEqualTo("1 {seats=3}");
    assertThat(first.getContentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(first.getContentLength()).isEqualTo(11);
    assertThat(page("programme", Map.of("seats", 3)).getContentAsString()).isEqualTo("1 {seats=3}");
    assertThat(page("programme", Map.of("seats", 2)).getContentAsString()).isEqualTo("2 {seats=2}");
  }

  @Test
  void keepsNothingThatSomebodySignedInWasShown() throws Exception {
    Map<String, ?> signedIn = Map.of("account", "anna");

    assertThat(page("error-page", signedIn).getContentAsString()).isEqualTo("1 {account=anna}");
    assertThat(page("error-page", signedIn).getContentAsString()).isEqualTo("2 {account=anna}");
  }

  @Test
  void leavesFormsToTheirTemplate() throws Exception {
    assertThat(pages.resolveViewName("register", Site.DUTCH)).isNull();
  }

  private MockHttpServletResponse page(String name, Map<String, ?> model) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Objects.requireNonNull(pages.resolveViewName(name, Site.DUTCH))
        .render(model, new MockHttpServletRequest(), response);
    return response;
  }
}
