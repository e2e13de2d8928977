package nl.leergang.registration.registration;

import org.jspecify.annotations.Nullable;

/** What a person entered, normalised. All of it is personal data. */
public record Applicant(
    @Nullable Salutation salutation,
    String givenName,
    @Nullable String infix,
    String familyName,
    String email,
    @Nullable String telephone,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable Address address,
    @Nullable String remarks,
    @Nullable String purchaseOrderNumber,
    @Nullable String costCentre,
    Language language) {

  Fingerprint fingerprint(String editionId) {
    return Fingerprint.of(
        editionId,
        salutation == null ? null : salutation.name(),
        givenName,
        infix,
        familyName,
        email,
        telephone,
        organisation,
        role,
        address == null ? null : address.street(),
        address == null ? null : address.houseNumber(),
        address == null ? null : address.postalCode(),
        address == null ? null : address.city(),
        remarks,
        purchaseOrderNumber,
        costCentre,
        language.code());
  }

  /** Never in a log by accident. */
  @Override
  public String toString() {
    return "Applicant[not shown]";
  }
}
