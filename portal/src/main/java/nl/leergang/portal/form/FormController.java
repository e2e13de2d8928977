package nl.leergang.portal.form;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import nl.leergang.portal.catalogue.Catalogue;
import nl.leergang.portal.catalogue.Edition;
import nl.leergang.portal.catalogue.Programme;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import nl.leergang.portal.site.Site;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The empty forms, and the pages after them. */
@Controller
class FormController {

  private final Catalogue catalogue;
  private final ThankYouValues values;
  private final PrivacyStatement statement;

  FormController(Catalogue catalogue, ThankYouValues values, PrivacyStatement statement) {
    this.catalogue = catalogue;
    this.values = values;
    this.statement = statement;
  }

  @GetMapping({"/editions/{id}/register", "/en/editions/{id}/register"})
  String register(
      @PathVariable String id, @ModelAttribute("site") Site site, Locale locale, Model model) {
    Edition edition = catalogue.edition(id);
    Programme programme = catalogue.programme(edition.programme().slug());
    model.addAttribute("edition", edition);
    model.addAttribute("programme", programme);
    model.addAttribute("statement", statement.address(programme, site));
    model.addAttribute(
        "form",
        FormPages.fresh(
            FormKind.REGISTRATION,
            Map.of(
                "editionId", edition.id(),
                "editionVersion", Long.toString(edition.version()),
                "language", locale.getLanguage())));
    return FormKind.REGISTRATION.view();
  }

  @GetMapping({"/programmes/{slug}/brochure", "/en/programmes/{slug}/brochure"})
  String brochure(
      @PathVariable String slug, @ModelAttribute("site") Site site, Locale locale, Model model) {
    Programme programme = catalogue.programme(slug);
    model.addAttribute("programme", programme);
    model.addAttribute("statement", statement.address(programme, site));
    model.addAttribute(
        "form",
        FormPages.fresh(
            FormKind.BROCHURE,
            Map.of("programme", programme.slug(), "language", locale.getLanguage())));
    return FormKind.BROCHURE.view();
  }

  @GetMapping({"/thank-you", "/en/thank-you"})
  String thankYou(
      @RequestParam(name = "v", defaultValue = "") String value,
      HttpServletResponse response,
      Model model) {
    response.setHeader("Cache-Control", "no-store");
    values
        .open(value)
        .ifPresentOrElse(
            thanks -> {
              model.addAttribute("thanks", thanks);
              addEdition(thanks, model);
            },
            () -> response.setStatus(HttpStatus.GONE.value()));
    return "thank-you";
  }

  @GetMapping({"/thank-you/brochure", "/en/thank-you/brochure"})
  String brochureThankYou() {
    return "thank-you-brochure";
  }

  @GetMapping({"/privacy", "/en/privacy"})
  String privacy() {
    return "privacy";
  }

  /** The registration stands, whether or not the catalogue can be read just now. */
  private void addEdition(ThankYou thanks, Model model) {
    try {
      model.addAttribute("edition", catalogue.edition(thanks.editionId()));
    } catch (ServiceRefusalException | ServiceUnavailableException e) {
      // The page does without.
    }
  }
}
