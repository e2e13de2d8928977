package nl.leergang.registration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import nl.leergang.registration.registration.Address;
import nl.leergang.registration.registration.Applicant;
import nl.leergang.registration.registration.RegistrationDetails;
import org.jspecify.annotations.Nullable;

/**
 * A registration as staff see it: everything that was entered.
 *
 * @param position in the queue at the moment of asking, from 1; absent when it does not wait
 * @param possibleDuplicateOf id of an earlier registration on the same edition with the same e-mail
 *     address, or the same name and organisation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegistrationView(
    String id,
    String reference,
    String editionId,
    String status,
    @Nullable Long position,
    Instant submittedAt,
    @Nullable Long editionVersion,
    @Nullable String salutation,
    String givenName,
    @Nullable String infix,
    String familyName,
    String email,
    @Nullable String telephone,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable AddressView address,
    @Nullable String remarks,
    @Nullable String purchaseOrderNumber,
    @Nullable String costCentre,
    String language,
    @Nullable String possibleDuplicateOf) {

  static RegistrationView of(RegistrationDetails details) {
    Applicant person = details.applicant();
    return new RegistrationView(
        details.receipt().id().toString(),
        details.receipt().reference().value(),
        details.receipt().editionId(),
        details.status().name(),
        details.position(),
        details.receipt().submittedAt(),
        details.editionVersion(),
        person.salutation() == null ? null : person.salutation().name(),
        person.givenName(),
        person.infix(),
        person.familyName(),
        person.email(),
        person.telephone(),
        person.organisation(),
        person.role(),
        AddressView.of(person.address()),
        person.remarks(),
        person.purchaseOrderNumber(),
        person.costCentre(),
        person.language().code(),
        details.possibleDuplicateOf() == null ? null : details.possibleDuplicateOf().toString());
  }

  /** As far as it was entered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AddressView(
      @Nullable String street,
      @Nullable String houseNumber,
      @Nullable String postalCode,
      @Nullable String city) {

    static @Nullable AddressView of(@Nullable Address address) {
      return address == null
          ? null
          : new AddressView(
              address.street(), address.houseNumber(), address.postalCode(), address.city());
    }
  }
}
