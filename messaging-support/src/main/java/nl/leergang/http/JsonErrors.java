package nl.leergang.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in the reader's language what is wrong with a JSON body. */
final class JsonErrors {

  private JsonErrors() {}

  static FieldError unknown(String field) {
    return error(field, "unknown-field", "Dit veld bestaat niet.", "There is no such field.");
  }

  /**
   * @param within name of the field that was being read; empty for the whole body
   */
  static FieldError of(@Nullable Throwable cause, String within) {
    String field = cause instanceof JacksonException json ? path(json, within) : within;
    if (cause instanceof UnrecognizedPropertyException) {
      return unknown(field);
    }
    for (Throwable c = cause; c != null; c = c.getCause()) {
      if (c instanceof InvalidInstantException invalid) {
        return new FieldError(field, invalid.code(), invalid.text().forReader());
      }
    }
    return cause instanceof DatabindException
        ? error(field, "invalid", "Deze waarde klopt niet.", "This value is not valid.")
        : error(field, "malformed", "Dit is geen geldige JSON.", "This is not valid JSON.");
  }

  private static String path(JacksonException e, String within) {
    StringBuilder path = new StringBuilder(within);
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  private static FieldError error(String field, String code, String dutch, String english) {
    return new FieldError(field, code, Bilingual.of(dutch, english).forReader());
  }
}
