package nl.leergang.portal.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns a service's refusal or absence into a page that says what the reader can do. */
@ControllerAdvice(annotations = Controller.class)
class FailureAdvice {

  private static final Logger log = LoggerFactory.getLogger(FailureAdvice.class);
  private static final String RETRY_SECONDS = "10";

  @ExceptionHandler
  ModelAndView absent(
      NoSuchPageException e,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    return page(HttpStatus.NOT_FOUND, request, response, locale);
  }

  @ExceptionHandler
  ModelAndView crowded(
      CrowdedException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
    return page(HttpStatus.SERVICE_UNAVAILABLE, request, response, locale);
  }

  @ExceptionHandler
  ModelAndView unavailable(
      ServiceUnavailableException e,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    log.warn("{}: {}", e.getMessage(), e.getCause() == null ? "" : e.getCause().toString());
    return page(HttpStatus.SERVICE_UNAVAILABLE, request, response, locale);
  }

  @ExceptionHandler
  ModelAndView refused(
      ServiceRefusalException e,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    HttpStatus status =
        switch (e.problem().status()) {
          case 404 -> HttpStatus.NOT_FOUND;
          case 400 -> HttpStatus.BAD_REQUEST;
          case 502, 503, 504 -> HttpStatus.SERVICE_UNAVAILABLE;
          default -> HttpStatus.BAD_GATEWAY;
        };
    if (status.is5xxServerError()) {
      log.warn("{}", e.getMessage());
    }
    return page(status, request, response, locale);
  }

  private static ModelAndView page(
      HttpStatus status, HttpServletRequest request, HttpServletResponse response, Locale locale) {
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    ModelAndView page = new ModelAndView("error-page", status);
    page.addObject("kind", ErrorPages.kind(status));
    // An exception's page starts from an empty model.
    page.addObject("site", Site.of(request, locale));
    page.addObject("dates", Dates.in(locale));
    page.addObject("account", request.getRemoteUser());
    return page;
  }
}
