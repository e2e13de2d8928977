package nl.leergang.notification.replica;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a programme that mails speak of.
 *
 * @param intake whether an introductory conversation comes before the definitive place
 * @param summary only known from the programme's own event, not from an edition's
 */
public record Programme(
    String id,
    String slug,
    String title,
    boolean intake,
    String provider,
    Office office,
    @Nullable String privacyStatementUrl,
    @Nullable String summary) {

  Document toDocument() {
    Document document =
        new Document("programmeId", id)
            .append("slug", slug)
            .append("title", title)
            .append("intake", intake)
            .append("provider", provider)
            .append("office", office.toDocument());
    if (privacyStatementUrl != null) {
      document.append("privacyStatementUrl", privacyStatementUrl);
    }
    if (summary != null) {
      document.append("summary", summary);
    }
    return document;
  }

  static Programme from(Document document) {
    return new Programme(
        document.getString("programmeId"),
        document.getString("slug"),
        document.getString("title"),
        document.getBoolean("intake", false),
        document.getString("provider"),
        Office.from(document.get("office", Document.class)),
        document.getString("privacyStatementUrl"),
        document.getString("summary"));
  }
}
