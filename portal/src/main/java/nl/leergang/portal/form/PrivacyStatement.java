package nl.leergang.portal.form;

import nl.leergang.portal.PortalProperties;
import nl.leergang.portal.catalogue.Programme;
import nl.leergang.portal.site.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which privacy statement a form links: the provider's own, else ours in the page's language. */
@Component
class PrivacyStatement {

  private static final String PATH = "/privacy";

  private final @Nullable String ours;

  PrivacyStatement(PortalProperties properties) {
    var url = properties.publicUrl();
    this.ours = url == null ? null : url.resolve(PATH).toString();
  }

  String address(@Nullable Programme programme, Site site) {
    String theirs = programme == null ? null : programme.privacyStatementUrl();
    return theirs == null || theirs.equals(ours) ? site.to(PATH) : theirs;
  }
}
