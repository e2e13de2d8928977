package nl.leergang.portal.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.leergang.portal.PortalProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whom to tell of a weakness (RFC 9116). */
@RestController
class SecurityContact {

  /**
   * Whoever runs the portal answers for the contact; a copy that is older is to be fetched anew.
   */
  private static final Duration GOOD_FOR = Duration.ofDays(90);

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final String contact;
  private final Clock clock;

  SecurityContact(PortalProperties properties, Clock clock) {
    String given = properties.securityContact();
    this.contact = given.matches("(https|mailto|tel):.*") ? given : "mailto:" + given;
    this.clock = clock;
  }

  @GetMapping("/.well-known/security.txt")
  ResponseEntity<String> contact() {
    Instant expires = clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.DAYS);
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)))
        .body(
            "Contact: %s%nExpires: %s%nPreferred-Languages: nl, en%n".formatted(contact, expires));
  }
}
