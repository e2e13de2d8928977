package nl.leergang.schedule.web;

import java.util.List;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import nl.leergang.http.ProblemException;
import nl.leergang.schedule.edition.Decision.Refusal;
import org.springframework.http.HttpStatus;

/** Tells the caller why a session was not changed. */
final class Refusals {

  private Refusals() {}

  static ProblemException unknownEdition() {
    return Answers.notFound(
        "edition-not-found",
        Bilingual.of("Deze editie bestaat niet.", "There is no such edition."));
  }

  static ProblemException of(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_SESSION ->
          Answers.notFound(
              "session-not-found",
              Bilingual.of(
                  "Deze bijeenkomst bestaat niet.", "There is no such session in this edition."));
      case SESSION_CANCELLED ->
          conflict(
              "session-cancelled",
              Bilingual.of(
                  "Deze bijeenkomst is geannuleerd en kan niet meer worden verzet.",
                  "This session has been cancelled and can no longer be rescheduled."));
      case STALE_SEQUENCE ->
          conflict(
              "stale-sequence",
              Bilingual.of(
                  "Deze bijeenkomst is intussen gewijzigd. Bekijk de nieuwe gegevens en probeer het"
                      + " opnieuw.",
                  "This session has changed in the meantime. Look at the new details and try"
                      + " again."));
      case END_BEFORE_START ->
          invalid(
              "endsAt",
              "end-before-start",
              Bilingual.of(
                  "Het einde moet na het begin liggen.", "The end must be after the start."));
      case START_IN_THE_PAST ->
          invalid(
              "startsAt",
              "in-the-past",
              Bilingual.of("Het begin ligt in het verleden.", "The start lies in the past."));
    };
  }

  private static ProblemException conflict(String code, Bilingual text) {
    return new ProblemException(HttpStatus.CONFLICT, code, text.forReader(), List.of());
  }

  private static ProblemException invalid(String field, String code, Bilingual text) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "invalid-request",
        List.of(new FieldError(field, code, text.forReader())));
  }
}
