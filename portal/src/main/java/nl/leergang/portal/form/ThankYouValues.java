package nl.leergang.portal.form;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.leergang.portal.service.TokenKey;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Carries the thank-you page's facts in its address: signed, and good for half an hour. */
@Component
class ThankYouValues {

  private static final String PURPOSE = "thank-you";
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final TokenKey key;
  private final JsonMapper json;
  private final Clock clock;

  ThankYouValues(TokenKey key, JsonMapper json, Clock clock) {
    this.key = key;
    this.json = json;
    this.clock = clock;
  }

  String seal(ThankYou thanks) {
    return key.seal(PURPOSE, json.writeValueAsBytes(new Sealed(thanks, expiry())));
  }

  Optional<ThankYou> open(String value) {
    return key.open(PURPOSE, value)
        .map(data -> json.readValue(data, Sealed.class))
        .filter(sealed -> sealed.until() > clock.instant().getEpochSecond())
        .map(Sealed::thanks);
  }

  private long expiry() {
    Instant until = clock.instant().plus(LIFE);
    return until.getEpochSecond();
  }

  record Sealed(ThankYou thanks, long until) {}
}
