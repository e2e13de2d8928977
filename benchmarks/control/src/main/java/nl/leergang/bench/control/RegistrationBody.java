package nl.leergang.bench.control;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What the product takes, by the means that the framework has for it. */
record RegistrationBody(
    @NotBlank @Size(max = 100) String editionId,
    @Nullable @Size(max = 10) String salutation,
    @NotBlank @Size(max = 100) String givenName,
    @Nullable @Size(max = 30) String infix,
    @NotBlank @Size(max = 100) String familyName,
    @NotBlank @Email @Size(max = 254) String email,
    @Nullable @Size(max = 30) String telephone,
    @Nullable @Size(max = 200) String organisation,
    @Nullable @Size(max = 100) String role,
    @Nullable @Valid Address address,
    @Nullable @Size(max = 4000) String remarks,
    @Nullable @Size(max = 2) String language,
    @AssertTrue boolean privacyStatementAccepted) {

  record Address(
      @Nullable @Size(max = 150) String street,
      @Nullable @Size(max = 20) String houseNumber,
      @Nullable @Size(max = 16) String postalCode,
      @Nullable @Size(max = 100) String city) {}
}
