package nl.leergang.notification.replica;

import java.time.Instant;
import org.bson.Document;

/** Someone asked for a programme's brochure. */
public record BrochureRequest(String id, String programmeId, Instant requestedAt) {

  static BrochureRequest from(Document document) {
    return new BrochureRequest(
        document.getString("_id"),
        document.getString("programmeId"),
        Instant.parse(document.getString("requestedAt")));
  }
}
