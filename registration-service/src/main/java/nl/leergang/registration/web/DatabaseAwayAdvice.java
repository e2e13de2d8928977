package nl.leergang.registration.web;

import com.mongodb.MongoException;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that cannot be reached is a reason to come back, not an error of ours. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAwayAdvice {

  private static final Logger log = LoggerFactory.getLogger(DatabaseAwayAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> databaseAway(MongoException e, HttpServletResponse response) {
    log.warn("the database did not answer: {}", e.getClass().getSimpleName());
    var problem = Answers.unavailable(response);
    ProblemDetail detail = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
    detail.setDetail(problem.detail());
    detail.setProperty("code", problem.code());
    detail.setProperty("errors", problem.errors());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "2")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
