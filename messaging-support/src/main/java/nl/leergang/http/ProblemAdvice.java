package nl.leergang.http;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure of a controller as a problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler
  ResponseEntity<Object> refused(ProblemException e) {
    return answer(e.status(), e.code(), e.detail(), e.errors());
  }

  /** Nothing is known to be stored; the same request, with its key, may come again. */
  @ExceptionHandler({
    MongoTimeoutException.class,
    MongoSocketException.class,
    MongoConnectionPoolClearedException.class,
    MongoServerUnavailableException.class,
    MongoOperationTimeoutException.class,
    MongoNotPrimaryException.class,
    MongoNodeIsRecoveringException.class,
    MongoWriteConcernException.class,
    MongoInterruptedException.class
  })
  ResponseEntity<Object> databaseAway(MongoException e) {
    log.warn("the database does not answer: {}", e.toString());
    return answer(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", null, List.of());
  }

  @ExceptionHandler
  ResponseEntity<Object> database(MongoException e) {
    boolean passing =
        e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
            || e.hasErrorLabel("RetryableWriteError")
            || e.hasErrorLabel("RetryableError");
    return passing ? databaseAway(e) : unexpected(e);
  }

  @ExceptionHandler
  ResponseEntity<Object> tooLarge(BodyTooLargeException e) {
    return answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", null, List.of());
  }

  /**
   * Parameters that Tomcat can't parse, being too many, too large or wrongly encoded: those of a
   * query, and those of a form whose controller leaves the reading to Tomcat.
   */
  @ExceptionHandler
  ResponseEntity<Object> unreadableForm(InvalidParameterException e) {
    return e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
        ? answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", null, List.of())
        : answer(HttpStatus.BAD_REQUEST, "invalid-request", null, List.of());
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e) {
    if (isCausedBy(e, BodyTooLargeException.class)) {
      return answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", null, List.of());
    }
    log.error("a request failed", e);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", null, List.of());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isCausedBy(e, BodyTooLargeException.class)) {
      return answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", null, List.of());
    }
    return answer(
        HttpStatus.BAD_REQUEST, "invalid-request", null, List.of(JsonErrors.of(e.getCause(), "")));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String field =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return answer(
        HttpStatus.BAD_REQUEST,
        "invalid-request",
        null,
        List.of(error(field, "invalid", "Deze waarde klopt niet.", "This value is not valid.")));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        HttpStatus.BAD_REQUEST,
        "invalid-request",
        null,
        List.of(error(e.getParameterName(), "required", "Dit is verplicht.", "This is required.")));
  }

  /** Everything else that Spring MVC refuses: 404, 405, 406, 415 and the like. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isCausedBy(e, BodyTooLargeException.class)) {
      return answer(HttpStatus.CONTENT_TOO_LARGE, "too-large", null, List.of());
    }
    if (status.is5xxServerError()) {
      log.error("a request failed", e);
    }
    HttpStatus known = HttpStatus.resolve(status.value());
    String code = known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    ResponseEntity<Object> answer = answer(status, code, null, List.of());
    // Allow and Accept belong to 405 and 415.
    return ResponseEntity.status(status)
        .headers(copied -> copied.addAll(headers))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.getBody());
  }

  private static ResponseEntity<Object> answer(
      HttpStatusCode status, String code, @Nullable String detail, List<FieldError> errors) {
    ProblemDetail problem =
        Problems.of(status, code, detail, errors, LocaleContextHolder.getLocale());
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status.value() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.body(problem);
  }

  private static FieldError error(String field, String code, String dutch, String english) {
    return new FieldError(field, code, Bilingual.of(dutch, english).forReader());
  }

  private static boolean isCausedBy(@Nullable Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
