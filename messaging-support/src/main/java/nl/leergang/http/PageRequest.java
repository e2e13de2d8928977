package nl.leergang.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1
 * @param pageSize 1 to 100
 */
public record PageRequest(int page, int pageSize) {

  private static final int DEFAULT_SIZE = 20;
  private static final int MAX_SIZE = 100;
  // Keeps page * pageSize an int, as the database's skip is one.
  private static final int MAX_PAGE = 1_000_000;

  /**
   * The request's parameters, or the first page of 20 where they are absent.
   *
   * @throws ProblemException 400 that names each wrong parameter
   */
  public static PageRequest of(@Nullable Integer page, @Nullable Integer pageSize) {
    return of(page, pageSize, List.of());
  }

  /**
   * The same.
   *
   * @param others what is wrong with the request's other parameters
   */
  public static PageRequest of(
      @Nullable Integer page, @Nullable Integer pageSize, List<FieldError> others) {
    List<FieldError> errors = new ArrayList<>(others);
    if (page != null && (page < 1 || page > MAX_PAGE)) {
      errors.add(outOfRange("page", MAX_PAGE));
    }
    if (pageSize != null && (pageSize < 1 || pageSize > MAX_SIZE)) {
      errors.add(outOfRange("pageSize", MAX_SIZE));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
    }
    return new PageRequest(page == null ? 1 : page, pageSize == null ? DEFAULT_SIZE : pageSize);
  }

  /** How many items come before this page. */
  public int skip() {
    return (page - 1) * pageSize;
  }

  private static FieldError outOfRange(String field, int max) {
    return new FieldError(
        field,
        "out-of-range",
        Bilingual.of("Moet van 1 tot en met %s zijn.", "Must be from 1 to %s.")
            .with(max)
            .forReader());
  }
}
