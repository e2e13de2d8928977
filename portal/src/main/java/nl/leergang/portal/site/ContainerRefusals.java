package nl.leergang.portal.site;

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
import org.springframework.stereotype.Component;

/** What Tomcat refuses before anything of ours sees it is a problem under {@code /v1}, too. */
@Component
class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final ApiProblems problems;
  private final SiteLocale locales;

  ContainerRefusals(ApiProblems problems, SiteLocale locales) {
    this.problems = problems;
    this.locales = locales;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Problems(problems, locales)));
  }

  private static final class Problems extends ErrorReportValve {

    private final ApiProblems problems;
    private final SiteLocale locales;

    Problems(ApiProblems problems, SiteLocale locales) {
      this.problems = problems;
      this.locales = locales;
      setShowReport(false);
      setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      String path = request.getRequestURI();
      if (path == null || !path.startsWith("/v1/")) {
        super.report(request, response, failure);
        return;
      }
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      Locale locale = locales.resolveLocale(request);
      try {
        response.setHeader("X-Content-Type-Options", "nosniff");
        problems.write(response, status, locale);
        response.finishResponse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
