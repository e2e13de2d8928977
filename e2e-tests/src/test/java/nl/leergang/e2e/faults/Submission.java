package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person who registers, and every answer that this person got. */
final class Submission {

  private final Applicant person;
  private final String edition;
  private final BiConsumer<Submission, Attempt> heard;
  private final List<Attempt> attempts = new ArrayList<>();

  /**
   * @param heard told of every answer
   */
  Submission(Applicant person, String edition, BiConsumer<Submission, Attempt> heard) {
    this.person = person;
    this.edition = edition;
    this.heard = heard;
  }

  Applicant person() {
    return person;
  }

  String edition() {
    return edition;
  }

  synchronized void add(Attempt attempt) {
    attempts.add(attempt);
    heard.accept(this, attempt);
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What was promised, whatever else was answered before. */
  Optional<Promise> promise() {
    return attempts().stream().filter(Attempt::accepted).findFirst().map(Promise::of);
  }

  /**
   * One request and what came back.
   *
   * @param status 0: no answer at all
   * @param body of an answer that is worth keeping
   */
  record Attempt(long startedAt, long endedAt, int status, boolean retryAfter, String body) {

    static Attempt answered(long startedAt, Answer answer) {
      boolean worthKeeping = answer.status() != 503;
      return new Attempt(
          startedAt,
          System.nanoTime(),
          answer.status(),
          !answer.header("Retry-After").isEmpty(),
          worthKeeping ? answer.text() : "");
    }

    static Attempt unanswered(long startedAt) {
      return new Attempt(startedAt, System.nanoTime(), 0, false, "");
    }

    boolean accepted() {
      return status == 201;
    }
  }

  /** The content of a 201. */
  record Promise(
      String id, String reference, String editionId, String status, long position, Attempt in) {

    static Promise of(Attempt attempt) {
      JsonNode json = JsonMapper.shared().readTree(attempt.body());
      return new Promise(
          json.path("id").asString(),
          json.path("reference").asString(),
          json.path("editionId").asString(),
          json.path("status").asString(),
          json.path("position").asLong(0),
          attempt);
    }

    /** The same, whenever and by whichever instance it was answered. */
    boolean says(Promise other) {
      return id.equals(other.id)
          && reference.equals(other.reference)
          && editionId.equals(other.editionId)
          && status.equals(other.status)
          && position == other.position;
    }
  }
}
