package nl.leergang.registration.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import nl.leergang.http.Bilingual;
import nl.leergang.http.ProblemException;
import org.springframework.http.HttpStatus;

/** Reads a form's bytes, which the servlet container would take apart more leniently. */
final class RequestBodies {

  private static final Bilingual UNREADABLE =
      Bilingual.of(
          "Het formulier is niet leesbaar: verwacht wordt UTF-8.",
          "The form is not readable: UTF-8 is expected.");

  private RequestBodies() {}

  static FormBody form(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    try {
      return FormBody.parse(body);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "malformed-form", UNREADABLE.forReader(), List.of());
    }
  }
}
