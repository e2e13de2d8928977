package nl.leergang.notification.replica;

import java.util.Locale;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a person entered. The only personal data here besides the stored mails; both go when the
 * person is erased.
 *
 * @param erased the person was erased: nothing is sent any more
 * @param salutation null if the person chose none
 * @param name the whole name, where the form has one field for it (brochure)
 */
public record Contact(
    String id,
    boolean erased,
    Locale language,
    @Nullable Salutation salutation,
    @Nullable String givenName,
    @Nullable String infix,
    @Nullable String familyName,
    @Nullable String name,
    String email,
    @Nullable String telephone,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable String street,
    @Nullable String houseNumber,
    @Nullable String postalCode,
    @Nullable String city,
    @Nullable String addressText,
    @Nullable String remarks,
    @Nullable String purchaseOrderNumber,
    @Nullable String costCentre) {

  /** How the person wants to be addressed. */
  public enum Salutation {
    MRS,
    MR,
    NEUTRAL
  }

  /** "Anna van den Berg". */
  public String fullName() {
    return name != null ? name : joined(givenName, infix, familyName);
  }

  static String joined(@Nullable String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (part != null && !part.isBlank()) {
        text.append(text.isEmpty() ? "" : " ").append(part.strip());
      }
    }
    return text.toString();
  }

  static Contact from(Document document) {
    boolean erased = document.getBoolean("erased", false);
    Document address = document.get("address", Document.class);
    if (address == null) {
      address = new Document();
    }
    String salutation = document.getString("salutation");
    return new Contact(
        document.getString("_id"),
        erased,
        Locale.forLanguageTag(document.get("language", "nl")),
        salutation == null ? null : Salutation.valueOf(salutation),
        document.getString("givenName"),
        document.getString("infix"),
        document.getString("familyName"),
        document.getString("name"),
        document.get("email", ""),
        document.getString("telephone"),
        document.getString("organisation"),
        document.getString("role"),
        address.getString("street"),
        address.getString("houseNumber"),
        address.getString("postalCode"),
        address.getString("city"),
        document.getString("addressText"),
        document.getString("remarks"),
        document.getString("purchaseOrderNumber"),
        document.getString("costCentre"));
  }
}
