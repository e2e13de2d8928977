package nl.leergang.portal.form;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.leergang.portal.catalogue.Catalogue;
import nl.leergang.portal.catalogue.Edition;
import nl.leergang.portal.catalogue.Programme;
import nl.leergang.portal.service.Problem;
import nl.leergang.portal.service.ServiceAnswer;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.site.Dates;
import nl.leergang.portal.site.Site;
import nl.leergang.portal.site.SiteLocale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the page that answers a posted form: thanks, or the form again with all that was typed. */
@Component
public class FormPages {

  private final Catalogue catalogue;
  private final ThankYouValues thanks;
  private final PrivacyStatement statement;
  private final SiteLocale locales;
  private final JsonMapper json;

  FormPages(
      Catalogue catalogue,
      ThankYouValues thanks,
      PrivacyStatement statement,
      SiteLocale locales,
      JsonMapper json) {
    this.catalogue = catalogue;
    this.thanks = thanks;
    this.statement = statement;
    this.locales = locales;
    this.json = json;
  }

  /** A fresh form's key: one rendering, one registration, however often it is sent. */
  static String newKey() {
    return UUID.randomUUID().toString();
  }

  public ModelAndView answered(FormPost post, ServiceAnswer answer, HttpServletRequest request) {
    if (!answer.successful()) {
      return refused(post, Problem.of(answer, json), request);
    }
    Site site = new Site(post.locale(), null, null);
    String target =
        switch (post.kind()) {
          case BROCHURE -> site.to("/thank-you/brochure");
          case REGISTRATION -> site.to("/thank-you") + "?v=" + value(answer);
        };
    RedirectView view = new RedirectView(target, false, false, false);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }

  private String value(ServiceAnswer answer) {
    JsonNode stored = json.readTree(answer.body());
    JsonNode position = stored.path("position");
    return thanks.seal(
        new ThankYou(
            stored.path("status").asString(""),
            stored.path("reference").asString(""),
            position.isNumber() ? position.asLong() : null,
            stored.path("editionId").asString("")));
  }

  public ModelAndView refused(FormPost post, Problem problem, HttpServletRequest request) {
    locales.setLocale(request, null, post.locale());
    int status = problem.status();
    Form form = new Form(post.values(), problem.errors(), post.kind().shown(), notice(problem));
    // With another body the old key can only be refused again; the reader may mean a second one.
    if (status == 422 || form.value("idempotencyKey").isEmpty() || form.invalid("idempotencyKey")) {
      form = form.with("idempotencyKey", newKey());
    }
    Site site = new Site(post.locale(), null, null);
    ModelAndView page =
        new ModelAndView(
            post.kind().view(),
            Map.of("site", site, "dates", Dates.in(post.locale()), "form", form),
            pageStatus(status));
    Programme programme = subject(post, page);
    page.addObject("programme", programme);
    page.addObject("statement", statement.address(programme, site));
    return page;
  }

  /** To a browser every refusal is the same: the form comes back as it was sent, if it was read. */
  private static HttpStatusCode pageStatus(int status) {
    return switch (status) {
      case 408, 413 -> HttpStatusCode.valueOf(status);
      default ->
          status >= 500
              ? HttpStatusCode.valueOf(status)
              : status >= 400 ? HttpStatus.BAD_REQUEST : HttpStatus.BAD_GATEWAY;
    };
  }

  private static @Nullable String notice(Problem problem) {
    return switch (problem.status()) {
      case 400 -> problem.errors().isEmpty() ? "form.notice.unreadable" : null;
      case 409 -> "form.notice.closed";
      case 413 -> "form.notice.too-large";
      case 415 -> "form.notice.unreadable";
      case 422 -> "form.notice.other-body";
      case 429, 502, 503, 504 -> "form.notice.unavailable";
      default -> problem.errors().isEmpty() ? "form.notice.failed" : null;
    };
  }

  /** What the form is about, where that can still be read: typed text must not depend on it. */
  private @Nullable Programme subject(FormPost post, ModelAndView page) {
    String slug = post.values().getOrDefault("programme", "");
    String id = post.values().getOrDefault("editionId", "");
    try {
      if (post.kind() == FormKind.REGISTRATION && !id.isBlank()) {
        Edition edition = catalogue.edition(id);
        page.addObject("edition", edition);
        slug = edition.programme().slug();
      }
      return slug.isBlank() ? null : catalogue.programme(slug);
    } catch (ServiceRefusalException | ServiceUnavailableException e) {
      return null;
    }
  }

  static Form fresh(FormKind kind, Map<String, String> values) {
    return new Form(values, List.of(), kind.shown(), null).with("idempotencyKey", newKey());
  }
}
