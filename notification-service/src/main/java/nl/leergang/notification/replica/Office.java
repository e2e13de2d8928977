package nl.leergang.notification.replica;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The office of a programme; without an address the installation's own takes its mail. */
public record Office(String name, @Nullable String email, @Nullable String telephone) {

  Document toDocument() {
    Document document = new Document("name", name);
    if (email != null) {
      document.append("email", email);
    }
    if (telephone != null) {
      document.append("telephone", telephone);
    }
    return document;
  }

  static Office from(Document document) {
    return new Office(
        document.getString("name"), document.getString("email"), document.getString("telephone"));
  }
}
