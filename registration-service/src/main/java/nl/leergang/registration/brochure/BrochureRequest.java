package nl.leergang.registration.brochure;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import nl.leergang.registration.registration.Fingerprint;
import nl.leergang.registration.registration.Identity;
import nl.leergang.registration.registration.Language;
import nl.leergang.registration.registration.Salutation;
import org.jspecify.annotations.Nullable;

/** Someone asks for the brochure of a programme. */
public record BrochureRequest(
    UUID id,
    Fingerprint fingerprint,
    String programmeId,
    String programmeSlug,
    Requester requester,
    Instant requestedAt) {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
  private static final String RESOURCE = "brochure-request";

  /** What was entered, normalised. All of it is personal data. */
  public record Requester(
      @Nullable Salutation salutation,
      String name,
      String email,
      String telephone,
      String address,
      @Nullable String remarks,
      Language language) {

    @Override
    public String toString() {
      return "Requester[not shown]";
    }
  }

  /**
   * @param idempotencyKey null when the caller sent none: the same body on the same day is then the
   *     same request
   */
  public static BrochureRequest of(
      @Nullable String idempotencyKey,
      String programmeId,
      String programmeSlug,
      Requester requester,
      Instant requestedAt) {
    Fingerprint fingerprint =
        Fingerprint.of(
            programmeSlug,
            requester.salutation() == null ? null : requester.salutation().name(),
            requester.name(),
            requester.email(),
            requester.telephone(),
            requester.address(),
            requester.remarks(),
            requester.language().code());
    Identity identity =
        idempotencyKey != null
            ? Identity.ofKey(RESOURCE, idempotencyKey)
            : Identity.ofBody(RESOURCE, fingerprint, requestedAt.atZone(AMSTERDAM).toLocalDate());
    return new BrochureRequest(
        identity.at(0),
        fingerprint,
        programmeId,
        programmeSlug,
        requester,
        requestedAt.truncatedTo(ChronoUnit.MILLIS));
  }
}
