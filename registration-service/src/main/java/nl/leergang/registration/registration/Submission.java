package nl.leergang.registration.registration;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to register.
 *
 * @param editionVersion the edition's version that the form showed
 */
public record Submission(
    Identity identity,
    Fingerprint fingerprint,
    String editionId,
    @Nullable Long editionVersion,
    Applicant applicant,
    Instant submittedAt) {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
  private static final String RESOURCE = "registration";

  /**
   * @param idempotencyKey null when the caller sent none: the same body on the same day is then the
   *     same request
   */
  public static Submission of(
      @Nullable String idempotencyKey,
      String editionId,
      @Nullable Long editionVersion,
      Applicant applicant,
      Instant submittedAt) {
    Fingerprint fingerprint = applicant.fingerprint(editionId);
    // As precise as it is stored, so that the answer is the same when it is given again.
    Instant at = submittedAt.truncatedTo(ChronoUnit.MILLIS);
    Identity identity =
        idempotencyKey != null
            ? Identity.ofKey(RESOURCE, idempotencyKey)
            : Identity.ofBody(RESOURCE, fingerprint, at.atZone(AMSTERDAM).toLocalDate());
    return new Submission(identity, fingerprint, editionId, editionVersion, applicant, at);
  }
}
