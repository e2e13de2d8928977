package nl.leergang.portal.form;

import java.util.List;

/** The public forms and their fields. */
public enum FormKind {
  REGISTRATION(
      "register",
      List.of("editionId", "editionVersion", "idempotencyKey", "language"),
      List.of(
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
      List.of("programme", "idempotencyKey", "language"),
      List.of(
          "salutation",
          "name",
          "email",
          "telephone",
          "address",
          "remarks",
          "privacyStatementAccepted"));

  private final String view;
  private final List<String> hidden;
  private final List<String> shown;

  FormKind(String view, List<String> hidden, List<String> shown) {
    this.view = view;
    this.hidden = hidden;
    this.shown = shown;
  }

  String view() {
    return view;
  }

  boolean has(String field) {
    return hidden.contains(field) || shown.contains(field);
  }

  /** The fields that a reader sees, from top to bottom. */
  List<String> shown() {
    return shown;
  }
}
