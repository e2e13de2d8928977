package nl.leergang.portal.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its language, links and dates. */
@ControllerAdvice(annotations = Controller.class)
public class SiteAdvice {

  @ModelAttribute
  void site(HttpServletRequest request, Locale locale, Model model) {
    Site site = Site.of(request, locale);
    model.addAttribute("site", site);
    model.addAttribute("dates", Dates.in(locale));
    model.addAttribute("account", request.getRemoteUser());
  }
}
