package nl.leergang.notification.replica;

import static nl.leergang.notification.replica.WireEvents.required;

import java.util.Collection;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people entered. The newest state wins; a tombstone leaves only the mark that it was erased.
 */
@Component
class ContactProjection implements Projection {

  private final ReplicaChanges changes;

  ContactProjection(ReplicaChanges changes) {
    this.changes = changes;
  }

  @Override
  public String topic() {
    return "registration.contacts";
  }

  @Override
  public String collection() {
    return MongoReplicas.CONTACTS;
  }

  @Override
  public boolean snapshot() {
    return true;
  }

  @Override
  public Document apply(@Nullable Document state, InboundEvent event) {
    if (!event.type().equals("nl.leergang.registration.contact-provided.v1")) {
      return state == null ? new Document() : state;
    }
    if (event.data() == null || (state != null && state.getBoolean("erased", false))) {
      // Who was erased stays erased, whatever still travels behind the tombstone.
      return new Document("erased", true);
    }
    WireEvents.ContactProvided contact = event.as(WireEvents.ContactProvided.class);
    Document after = new Document();
    put(after, "kind", required(contact.kind(), "kind"));
    put(after, "language", "en".equals(required(contact.language(), "language")) ? "en" : "nl");
    put(after, "salutation", salutation(contact.salutation()));
    put(after, "givenName", contact.givenName());
    put(after, "infix", contact.infix());
    put(after, "familyName", contact.familyName());
    put(after, "name", contact.name());
    put(after, "email", required(contact.email(), "email"));
    put(after, "telephone", contact.telephone());
    put(after, "organisation", contact.organisation());
    put(after, "role", contact.role());
    WireEvents.WireAddress address = contact.address();
    if (address != null) {
      Document nested = new Document();
      put(nested, "street", address.street());
      put(nested, "houseNumber", address.houseNumber());
      put(nested, "postalCode", address.postalCode());
      put(nested, "city", address.city());
      after.append("address", nested);
    }
    put(after, "addressText", contact.addressText());
    put(after, "remarks", contact.remarks());
    put(after, "purchaseOrderNumber", contact.purchaseOrderNumber());
    put(after, "costCentre", contact.costCentre());
    return after;
  }

  private static @Nullable String salutation(@Nullable String wire) {
    if (wire == null) {
      return null;
    }
    try {
      return Contact.Salutation.valueOf(wire).name();
    } catch (IllegalArgumentException e) {
      throw new MalformedEventException("salutation " + wire + " is unknown");
    }
  }

  private static void put(Document document, String field, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      document.append(field, value);
    }
  }

  @Override
  public void changed(Collection<String> keys) {
    changes.contactsChanged(keys);
  }
}
