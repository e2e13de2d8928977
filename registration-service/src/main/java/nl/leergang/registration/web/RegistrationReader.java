package nl.leergang.registration.web;

import java.time.Instant;
import java.util.List;
import nl.leergang.registration.registration.Address;
import nl.leergang.registration.registration.Applicant;
import nl.leergang.registration.registration.Submission;
import org.jspecify.annotations.Nullable;

/** Turns what was sent into a valid submission, or says everything that is wrong with it. */
final class RegistrationReader {

  static final List<String> FIELDS =
      List.of(
          "editionId",
          "salutation",
          "givenName",
          "infix",
          "familyName",
          "email",
          "telephone",
          "organisation",
          "role",
          "address.street",
          "address.houseNumber",
          "address.postalCode",
          "address.city",
          "remarks",
          "purchaseOrderNumber",
          "costCentre",
          "language",
          "editionVersion",
          "privacyStatementAccepted",
          IdempotencyKey.FIELD);

  private RegistrationReader() {}

  static Submission read(
      RegistrationBody body,
      @Nullable String keyHeader,
      @Nullable String keyField,
      Fields fields,
      Instant now) {
    String key = IdempotencyKey.read(keyHeader, keyField, fields);
    String editionId = fields.required("editionId", body.editionId(), 100);
    Long editionVersion = fields.number("editionVersion", body.editionVersion());
    fields.accepted("privacyStatementAccepted", body.privacyStatementAccepted());
    Applicant applicant =
        new Applicant(
            fields.salutation(body.salutation()),
            fields.required("givenName", body.givenName(), 100),
            fields.line("infix", body.infix(), 30),
            fields.required("familyName", body.familyName(), 100),
            fields.email("email", body.email()),
            fields.telephone("telephone", body.telephone()),
            fields.line("organisation", body.organisation(), 200),
            fields.line("role", body.role(), 100),
            address(body.address(), fields),
            fields.lines("remarks", body.remarks(), 4_000),
            fields.line("purchaseOrderNumber", body.purchaseOrderNumber(), 100),
            fields.line("costCentre", body.costCentre(), 100),
            fields.language(body.language()));
    fields.throwIfWrong();
    return Submission.of(key, editionId, editionVersion, applicant, now);
  }

  private static @Nullable Address address(
      RegistrationBody.@Nullable AddressBody body, Fields fields) {
    if (body == null) {
      return null;
    }
    Address address =
        new Address(
            fields.line("address.street", body.street(), 150),
            fields.line("address.houseNumber", body.houseNumber(), 20),
            fields.postalCode("address.postalCode", body.postalCode()),
            fields.line("address.city", body.city(), 100));
    return address.equals(new Address(null, null, null, null)) ? null : address;
  }
}
