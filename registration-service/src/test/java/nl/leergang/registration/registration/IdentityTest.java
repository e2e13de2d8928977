package nl.leergang.registration.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class IdentityTest {

  private static final Instant LATE = Instant.parse("2027-01-05T22:59:59Z");

  @Test
  void isTheSameForTheSameKeyWhateverElseDiffers() {
    assertThat(submission("key-0123456789abc", "e1", "a", LATE).identity().at(0))
        .isEqualTo(
            submission("key-0123456789abc", "e2", "b", LATE.plusSeconds(9)).identity().at(0));
  }

  @Test
  void isAnotherOneForEachKeyNumberAndResource() {
    Set<UUID> ids = new HashSet<>();
    for (int n = 0; n < 3; n++) {
      ids.add(Identity.ofKey("registration", "a").at(n));
      ids.add(Identity.ofKey("registration", "b").at(n));
      ids.add(Identity.ofKey("brochure-request", "a").at(n));
    }
    assertThat(ids).hasSize(9).allMatch(id -> id.version() == 8 && id.variant() == 2);
  }

  @Test
  void isTheBodyAndTheDayInAmsterdamWithoutAKey() {
    UUID evening = submission(null, "e", "a", LATE).identity().at(0);

    assertThat(submission(null, "e", "a", LATE.minusSeconds(3_600)).identity().at(0))
        .isEqualTo(evening);
    assertThat(submission(null, "e", "a", LATE.plusSeconds(1)).identity().at(0))
        .as("midnight in Amsterdam")
        .isNotEqualTo(evening);
    assertThat(submission(null, "e", "b", LATE).identity().at(0)).isNotEqualTo(evening);
  }

  @Test
  void hasAFingerprintThatKeepsFieldsApart() {
    assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
    assertThat(Fingerprint.of("a", null)).isNotEqualTo(Fingerprint.of("a", ""));
    assertThat(Fingerprint.of("a", null)).isEqualTo(Fingerprint.of("a", null));
  }

  @Test
  void leavesTheVersionThatTheFormShowedOutOfTheFingerprint() {
    assertThat(submission("k", "e", "a", LATE).fingerprint())
        .isEqualTo(Submission.of("k", "e", 7L, applicant("a"), LATE).fingerprint());
  }

  private static Submission submission(String key, String edition, String name, Instant at) {
    return Submission.of(key, edition, null, applicant(name), at);
  }

  private static Applicant applicant(String name) {
    return new Applicant(
        null, name, null, "B", "a@b.nl", null, null, null, null, null, null, null, Language.NL);
  }
}
