package nl.leergang.registration.web;

import java.util.List;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import nl.leergang.http.ProblemException;
import nl.leergang.registration.edition.Edition;
import org.springframework.http.HttpStatus;

/** The refusals that registrations and brochure requests share. */
final class Answers {

  static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private static final Bilingual KEY_REUSED =
      Bilingual.of(
          "Deze sleutel is al gebruikt voor een andere aanvraag.",
          "This key was used for another request.");
  private static final Bilingual UNAVAILABLE =
      Bilingual.of(
          "Het is nu te druk of er is een storing. Probeer het zo opnieuw; dezelfde aanvraag wordt"
              + " dan niet dubbel verwerkt.",
          "It is too busy now, or there is a fault. Try again in a moment; the same request will"
              + " not be processed twice.");
  private static final Bilingual EDITION_UNKNOWN =
      Bilingual.of("Deze editie bestaat niet.", "This edition does not exist.");
  private static final Bilingual PROGRAMME_UNKNOWN =
      Bilingual.of("Dit programma bestaat niet.", "This programme does not exist.");
  private static final Bilingual PAST =
      Bilingual.of("Deze editie is al geweest.", "This edition is over.");
  private static final Bilingual CANCELLED =
      Bilingual.of("Deze editie gaat niet door.", "This edition has been cancelled.");
  private static final Bilingual CLOSED =
      Bilingual.of(
          "De inschrijving voor deze editie is gesloten.",
          "Registration for this edition is closed.");

  private Answers() {}

  static ProblemException keyReused() {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "idempotency-key-reused",
        KEY_REUSED.forReader(),
        List.of());
  }

  static ProblemException unavailable() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, "try-again", UNAVAILABLE.forReader(), List.of());
  }

  static ProblemException editionUnknown() {
    return unknown("editionId", EDITION_UNKNOWN);
  }

  static ProblemException programmeUnknown() {
    return unknown("programme", PROGRAMME_UNKNOWN);
  }

  static ProblemException notOpen(Edition.Refusal reason) {
    return switch (reason) {
      case PAST -> conflict("edition-past", PAST);
      case CANCELLED -> conflict("edition-cancelled", CANCELLED);
      case CLOSED -> conflict("edition-closed", CLOSED);
    };
  }

  private static ProblemException unknown(String field, Bilingual message) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "invalid-request",
        List.of(new FieldError(field, "unknown", message.forReader())));
  }

  private static ProblemException conflict(String code, Bilingual detail) {
    return new ProblemException(HttpStatus.CONFLICT, code, detail.forReader(), List.of());
  }
}
