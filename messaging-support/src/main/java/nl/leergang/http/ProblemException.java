package nl.leergang.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Answered as {@code application/problem+json} (RFC 9457). */
public class ProblemException extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final @Nullable String detail;
  private final List<FieldError> errors;

  public ProblemException(HttpStatus status, String code, List<FieldError> errors) {
    this(status, code, null, errors);
  }

  /**
   * @param code stable, for programs, in kebab-case
   * @param detail for the reader, in the reader's language
   */
  public ProblemException(
      HttpStatus status, String code, @Nullable String detail, List<FieldError> errors) {
    super(code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = List.copyOf(errors);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public @Nullable String detail() {
    return detail;
  }

  public List<FieldError> errors() {
    return errors;
  }
}
