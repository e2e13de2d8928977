package nl.leergang.portal.staff.console;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registration with everything that was entered.
 *
 * @param possibleDuplicateOf the earlier registration of what seems to be the same person
 */
public record Registration(
    String id,
    @Nullable String reference,
    String editionId,
    String status,
    @Nullable Long position,
    @Nullable Instant submittedAt,
    @Nullable String salutation,
    @Nullable String givenName,
    @Nullable String infix,
    @Nullable String familyName,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String organisation,
    @Nullable String role,
    @Nullable Address address,
    @Nullable String remarks,
    @Nullable String purchaseOrderNumber,
    @Nullable String costCentre,
    @Nullable String language,
    @Nullable String possibleDuplicateOf) {

  public record Address(
      @Nullable String street,
      @Nullable String houseNumber,
      @Nullable String postalCode,
      @Nullable String city) {

    String text() {
      return Stream.of(words(street, houseNumber), words(postalCode, city))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }
  }

  public String fullName() {
    return words(givenName, infix, familyName);
  }

  public String addressText() {
    return address == null ? "" : address.text();
  }

  static String words(@Nullable String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(" "));
  }
}
