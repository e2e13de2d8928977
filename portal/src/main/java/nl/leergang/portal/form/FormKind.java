package nl.leergang.portal.form;

import java.util.List;

/** The public forms and the fields that they show. */
public enum FormKind {
  REGISTRATION(
      "register",
      List.of(
          "editionId",
          "editionVersion",
          "idempotencyKey",
          "language",
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
          "purchaseOrderNumber",
          "costCentre",
          "remarks",
          "privacyStatementAccepted")),
  BROCHURE(
      "brochure",
      List.of(
          "programme",
          "idempotencyKey",
          "language",
          "salutation",
          "name",
          "email",
          "telephone",
          "address",
          "remarks",
          "privacyStatementAccepted"));

  private final String view;
  private final List<String> fields;

  FormKind(String view, List<String> fields) {
    this.view = view;
    this.fields = fields;
  }

  String view() {
    return view;
  }

  List<String> fields() {
    return fields;
  }
}
