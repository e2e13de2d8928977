package nl.leergang.notification.replica;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a programme that mails speak of.
 *
 * @param intake whether an introductory conversation comes before the definitive place
 * @param provider null where that is not known
 * @param office null where neither an office nor a provider is known
 * @param summary only known from the programme's own event, not from an edition's
 */
public record Programme(
    String id,
    String slug,
    String title,
    boolean intake,
    @Nullable String provider,
    @Nullable Office office,
    @Nullable String privacyStatementUrl,
    @Nullable String summary) {

  Document toDocument() {
    Document document =
        new Document("programmeId", id)
            .append("slug", slug)
            .append("title", title)
            .append("intake", intake);
    if (provider != null) {
      document.append("provider", provider);
    }
    if (office != null) {
      document.append("office", office.toDocument());
    }
    if (privacyStatementUrl != null) {
      document.append("privacyStatementUrl", privacyStatementUrl);
    }
    if (summary != null) {
      document.append("summary", summary);
    }
    return document;
  }

  static Programme from(Document document) {
    Document office = document.get("office", Document.class);
    return new Programme(
        document.getString("programmeId"),
        document.getString("slug"),
        document.getString("title"),
        document.getBoolean("intake", false),
        document.getString("provider"),
        office == null ? null : Office.from(office),
        document.getString("privacyStatementUrl"),
        document.getString("summary"));
  }
}
