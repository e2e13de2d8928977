package nl.leergang.e2e.faults;

import java.util.Random;
import java.util.Set;
import nl.leergang.e2e.faults.Submission.Attempt;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.NoAnswerException;

/**
 * Registers one person, noting every answer, with the same key until there is a final one.
 *
 * @param patient else the first attempt is the only one: whether an impatient person is registered
 *     is for the product to decide, but then wholly or not at all
 */
record Visitor(Submission submission, Doors doors, boolean patient) {

  private static final int ATTEMPTS = 400;
  private static final long LONGEST_PAUSE_MILLIS = 8_000;
  private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);

  void register(Random random) throws InterruptedException {
    int attempts = patient ? ATTEMPTS : 1;
    for (int i = 0; i < attempts && !attempt(doors.any(random)); i++) {
      long pause = Math.min(LONGEST_PAUSE_MILLIS, 250L << Math.min(i, 10));
      Thread.sleep(pause / 2 + random.nextLong(pause));
    }
  }

  /** Whether that was the final answer. */
  private boolean attempt(Api door) {
    long startedAt = System.nanoTime();
    try {
      Answer answer = submission.person().register(door, submission.edition());
      submission.add(Attempt.answered(startedAt, answer));
      return !TRY_AGAIN.contains(answer.status());
    } catch (NoAnswerException e) {
      submission.add(Attempt.unanswered(startedAt));
      return false;
    }
  }
}
