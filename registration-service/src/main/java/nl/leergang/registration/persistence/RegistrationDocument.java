package nl.leergang.registration.persistence;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.registration.Address;
import nl.leergang.registration.registration.Applicant;
import nl.leergang.registration.registration.Fingerprint;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.Language;
import nl.leergang.registration.registration.PersonWords;
import nl.leergang.registration.registration.QueuePlace;
import nl.leergang.registration.registration.Receipt;
import nl.leergang.registration.registration.Reference;
import nl.leergang.registration.registration.Registration;
import nl.leergang.registration.registration.RegistrationDetails;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.RegistrationStatus;
import nl.leergang.registration.registration.Salutation;
import nl.leergang.registration.registration.WaitingRegistration;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The shape of {@code registrations}. Absent fields are left out. */
final class RegistrationDocument {

  static final String COLLECTION = "registrations";
  static final List<String> KNOWN_FIELDS =
      List.of("status", "claim", "fingerprint", "editionId", "outcome", "position", "submittedAt");

  private RegistrationDocument() {}

  static Document of(Registration registration, List<OutboxEvent> events) {
    Receipt receipt = registration.receipt();
    QueuePlace place = registration.place();
    Document document =
        new Document("_id", registration.id().value())
            .append("version", 1L)
            .append(
                "nextSeq",
                new Document("registrations", registration.events().size() + 1L)
                    .append("contacts", 2L))
            .append("status", receipt.outcome().name())
            .append("claim", registration.claim())
            .append("fingerprint", registration.submission().fingerprint().value())
            .append("editionId", receipt.editionId())
            .append("admission", registration.admission().name())
            .append("outcome", receipt.outcome().name())
            .append("reference", receipt.reference().value())
            .append("submittedAt", Date.from(receipt.submittedAt()));
    if (place != null) {
      document.append("priority", place.priority()).append("queueNumber", place.number());
    }
    append(document, "position", receipt.position());
    append(document, "editionVersion", registration.submission().editionVersion());
    Applicant applicant = registration.submission().applicant();
    return document
        .append("words", PersonWords.of(applicant))
        .append("entered", entered(applicant))
        .append("outbox", Outbox.documents(events));
  }

  private static Document entered(Applicant person) {
    Document entered = new Document();
    append(entered, "salutation", person.salutation() == null ? null : person.salutation().name());
    entered.append("givenName", person.givenName());
    append(entered, "infix", person.infix());
    entered.append("familyName", person.familyName()).append("email", person.email());
    append(entered, "telephone", person.telephone());
    append(entered, "organisation", person.organisation());
    append(entered, "role", person.role());
    Address address = person.address();
    if (address != null) {
      Document stored = new Document();
      append(stored, "street", address.street());
      append(stored, "houseNumber", address.houseNumber());
      append(stored, "postalCode", address.postalCode());
      append(stored, "city", address.city());
      entered.append("address", stored);
    }
    append(entered, "remarks", person.remarks());
    append(entered, "purchaseOrderNumber", person.purchaseOrderNumber());
    append(entered, "costCentre", person.costCentre());
    return entered.append("language", person.language().code());
  }

  static KnownRegistration known(Document document) {
    if (status(document) == RegistrationStatus.VOID) {
      return new KnownRegistration.Void();
    }
    return new KnownRegistration.Stored(
        document.get("claim", UUID.class),
        new Fingerprint(document.getString("fingerprint")),
        receipt(document));
  }

  static RegistrationId id(Document document) {
    return new RegistrationId(document.get("_id", UUID.class));
  }

  static WaitingRegistration waiting(Document document) {
    return new WaitingRegistration(
        id(document),
        number(document, "version"),
        document.getString("editionId"),
        Admission.valueOf(document.getString("admission")),
        document.get("claim", UUID.class),
        place(document),
        number(document.get("nextSeq", Document.class), "registrations"));
  }

  static QueuePlace place(Document document) {
    return new QueuePlace(document.getInteger("priority"), number(document, "queueNumber"));
  }

  static RegistrationStatus status(Document document) {
    return RegistrationStatus.valueOf(document.getString("status"));
  }

  static RegistrationDetails details(
      Document document, @Nullable Long position, @Nullable RegistrationId duplicateOf) {
    return new RegistrationDetails(
        receipt(document),
        status(document),
        document.getLong("editionVersion"),
        applicant(document.get("entered", Document.class)),
        position,
        duplicateOf);
  }

  static Applicant applicant(Document entered) {
    Document address = entered.get("address", Document.class);
    String salutation = entered.getString("salutation");
    return new Applicant(
        salutation == null ? null : Salutation.valueOf(salutation),
        entered.getString("givenName"),
        entered.getString("infix"),
        entered.getString("familyName"),
        entered.getString("email"),
        entered.getString("telephone"),
        entered.getString("organisation"),
        entered.getString("role"),
        address == null
            ? null
            : new Address(
                address.getString("street"),
                address.getString("houseNumber"),
                address.getString("postalCode"),
                address.getString("city")),
        entered.getString("remarks"),
        entered.getString("purchaseOrderNumber"),
        entered.getString("costCentre"),
        Language.ofCode(entered.getString("language")));
  }

  private static Receipt receipt(Document document) {
    RegistrationId id = id(document);
    return new Receipt(
        id,
        Reference.of(id.value()),
        document.getString("editionId"),
        RegistrationStatus.valueOf(document.getString("outcome")),
        document.getLong("position"),
        document.getDate("submittedAt").toInstant());
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  static void append(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.append(field, value);
    }
  }
}
