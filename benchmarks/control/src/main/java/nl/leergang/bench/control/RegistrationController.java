package nl.leergang.bench.control;

import com.mongodb.client.MongoCollection;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {

  private final MongoCollection<Document> registrations;

  RegistrationController(MongoCollection<Document> registrations) {
    this.registrations = registrations;
  }

  record Receipt(String id, String editionId, String status, Instant submittedAt) {}

  /** The key is the document's own, so that each request is stored once here, too. */
  @PostMapping("/v1/registrations")
  @ResponseStatus(HttpStatus.CREATED)
  Receipt register(
      @RequestHeader("Idempotency-Key") String key, @Valid @RequestBody RegistrationBody body) {
    Instant now = Instant.now();
    registrations.insertOne(
        new Document("_id", key)
            .append("editionId", body.editionId())
            .append("status", "CONFIRMED")
            .append("submittedAt", Date.from(now))
            .append("entered", entered(body)));
    return new Receipt(key, body.editionId(), "CONFIRMED", now);
  }

  private static Document entered(RegistrationBody body) {
    Document entered =
        new Document("salutation", body.salutation())
            .append("givenName", body.givenName())
            .append("infix", body.infix())
            .append("familyName", body.familyName())
            .append("email", body.email())
            .append("telephone", body.telephone())
            .append("organisation", body.organisation())
            .append("role", body.role())
            .append("remarks", body.remarks())
            .append("language", body.language());
    RegistrationBody.Address address = body.address();
    if (address != null) {
      entered.append(
          "address",
          new Document("street", address.street())
              .append("houseNumber", address.houseNumber())
              .append("postalCode", address.postalCode())
              .append("city", address.city()));
    }
    return entered;
  }
}
