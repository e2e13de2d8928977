package nl.leergang.registration.web;

import org.jspecify.annotations.Nullable;

/**
 * A request for a brochure as it is sent. Required: {@code programme} (its slug), {@code name},
 * {@code email}, {@code telephone}, {@code address} and {@code privacyStatementAccepted} (true).
 */
record BrochureBody(
    @Nullable String programme,
    @Nullable String salutation,
    @Nullable String name,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String address,
    @Nullable String remarks,
    @Nullable String privacyStatementAccepted,
    @Nullable String language) {

  static BrochureBody of(FormBody form) {
    return new BrochureBody(
        form.get("programme"),
        form.get("salutation"),
        form.get("name"),
        form.get("email"),
        form.get("telephone"),
        form.get("address"),
        form.get("remarks"),
        form.get("privacyStatementAccepted"),
        form.get("language"));
  }
}
