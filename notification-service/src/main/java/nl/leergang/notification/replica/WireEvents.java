package nl.leergang.notification.replica;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.leergang.messaging.MalformedEventException;
import org.jspecify.annotations.Nullable;

/** The other services' events, with the fields that are needed here and no more. */
final class WireEvents {

  private WireEvents() {}

  /** A field that the event's schema requires. */
  static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new MalformedEventException("field " + field + " is missing");
    }
    return value;
  }

  record WireOffice(@Nullable String name, @Nullable String email, @Nullable String telephone) {
    @Nullable Office toOffice(@Nullable String provider) {
      String by = name == null || name.isBlank() ? provider : name;
      return by == null ? null : new Office(by, email, telephone);
    }
  }

  record WireProgramme(
      @Nullable String programmeId,
      @Nullable String slug,
      @Nullable String title,
      @Nullable String admission,
      @Nullable String provider,
      @Nullable WireOffice office,
      @Nullable String privacyStatementUrl,
      @Nullable String summary) {
    Programme toProgramme() {
      return new Programme(
          required(programmeId, "programmeId"),
          required(slug, "slug"),
          required(title, "title"),
          "INTAKE".equals(required(admission, "admission")),
          provider,
          (office == null ? new WireOffice(null, null, null) : office).toOffice(provider),
          privacyStatementUrl,
          summary);
    }
  }

  record WireLocation(@Nullable String name, @Nullable String city) {}

  record WireSession(
      @Nullable String sessionId,
      @Nullable Integer number,
      @Nullable String title,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Boolean overnight,
      @Nullable WireLocation location,
      @Nullable Integer sequence,
      @Nullable String status) {
    Session toSession(@Nullable String reason, long since) {
      Slot slot =
          new Slot(
              // With an hour known the dates say nothing of their own, except the last day of an
              // open end.
              startsAt != null ? null : startsOn,
              endsAt != null ? null : endsOn,
              startsAt,
              endsAt,
              Boolean.TRUE.equals(overnight),
              location == null ? null : location.name(),
              location == null ? null : location.city(),
              "CANCELLED".equals(required(status, "status")));
      return new Session(
          required(sessionId, "sessionId"),
          required(number, "number"),
          required(title, "title"),
          required(sequence, "sequence"),
          slot,
          reason,
          since);
    }
  }

  record EditionPublished(
      @Nullable Long version,
      @Nullable WireProgramme programme,
      @Nullable String registration,
      @Nullable Instant registrationClosesAt,
      @Nullable List<WireSession> sessions) {}

  record SessionChanged(
      @Nullable Long version, @Nullable String reason, @Nullable WireSession session) {}

  record EnrollmentSubmitted(
      @Nullable String editionId,
      @Nullable Long editionVersion,
      @Nullable String reference,
      @Nullable String outcome,
      @Nullable Integer position,
      @Nullable Instant submittedAt) {}

  record EnrollmentDecided(
      @Nullable String editionId, @Nullable String reason, @Nullable Integer position) {}

  record BrochureRequested(@Nullable String programmeId, @Nullable Instant requestedAt) {}

  record WireAddress(
      @Nullable String street,
      @Nullable String houseNumber,
      @Nullable String postalCode,
      @Nullable String city) {}

  record ContactProvided(
      @Nullable String kind,
      @Nullable String language,
      @Nullable String salutation,
      @Nullable String givenName,
      @Nullable String infix,
      @Nullable String familyName,
      @Nullable String name,
      @Nullable String email,
      @Nullable String telephone,
      @Nullable String organisation,
      @Nullable String role,
      @Nullable WireAddress address,
      @Nullable String addressText,
      @Nullable String remarks,
      @Nullable String purchaseOrderNumber,
      @Nullable String costCentre) {}
}
