package nl.leergang.portal.staff.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AuditFilterTest {

  private final Logger log = (Logger) LoggerFactory.getLogger("leergang.audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AuditFilter filter = new AuditFilter();

  @BeforeEach
  void listens() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void listensNoMore() {
    log.detachAppender(lines);
  }

  @Test
  void tellsOfWhatFailedAs500() {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/staff/parked/x");

    assertThatThrownBy(() ->
            filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (asked, answer) -> {
                  throw new ServletException("broken");
                }))
        .hasMessage("broken");

    assertThat(lines.list.getLast().getFormattedMessage())
        .isEqualTo("actor=- action=POST object=/staff/parked/x result=500 origin=127.0.0.1");
  }

  @Test
  void writesNoPathOfAnyLength() throws Exception {
    filter.doFilter(
        new MockHttpServletRequest("GET", "/staff/" + "x".repeat(8_000)),
        new MockHttpServletResponse(),
        (asked, answer) -> {});

    assertThat(lines.list.getLast().getFormattedMessage()).hasSizeLessThan(400);
  }
}
