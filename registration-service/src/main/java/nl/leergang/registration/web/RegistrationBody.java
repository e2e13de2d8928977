package nl.leergang.registration.web;

import org.jspecify.annotations.Nullable;

/**
 * A registration as it is sent. Required: {@code editionId}, {@code givenName}, {@code familyName},
 * {@code email} and {@code privacyStatementAccepted} (true).
 *
 * @param salutation MRS, MR or NEUTRAL
 * @param language nl or en; nl when absent
 * @param editionVersion version of the edition that the form showed
 */
record RegistrationBody(
    @Nullable String editionId,
    @Nullable String salutation,
    @Nullable String givenName,
    @Nullable String infix,
    @Nullable String familyName,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable AddressBody address,
    @Nullable String remarks,
    @Nullable String purchaseOrderNumber,
    @Nullable String costCentre,
    @Nullable String language,
    @Nullable String editionVersion,
    @Nullable String privacyStatementAccepted) {

  record AddressBody(
      @Nullable String street,
      @Nullable String houseNumber,
      @Nullable String postalCode,
      @Nullable String city) {}

  static RegistrationBody of(FormBody form) {
    return new RegistrationBody(
        form.get("editionId"),
        form.get("salutation"),
        form.get("givenName"),
        form.get("infix"),
        form.get("familyName"),
        form.get("email"),
        form.get("telephone"),
        form.get("organisation"),
        form.get("role"),
        new AddressBody(
            form.get("address.street"),
            form.get("address.houseNumber"),
            form.get("address.postalCode"),
            form.get("address.city")),
        form.get("remarks"),
        form.get("purchaseOrderNumber"),
        form.get("costCentre"),
        form.get("language"),
        form.get("editionVersion"),
        form.get("privacyStatementAccepted"));
  }
}
