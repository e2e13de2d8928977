package nl.leergang.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;

/** What Tomcat refuses before anything of ours sees it is a problem, too. */
final class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final Problems problems;

  ContainerRefusals(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new AsProblem(problems)));
  }

  private static final class AsProblem extends ErrorReportValve {

    private final Problems problems;

    AsProblem(Problems problems) {
      this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      try {
        HeadersFilter.set(response);
        problems.write(
            request, response, status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        response.finishResponse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
