package nl.leergang.registration.registration.application;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Submission;

/** A submission on its way through a combiner, with the caller that waits for it. */
final class PendingSubmission {

  private enum State {
    QUEUED,
    TAKEN,
    ABANDONED
  }

  private final Submission submission;
  private final Admission admission;
  private final boolean limited;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final CompletableFuture<SubmissionResult> result = new CompletableFuture<>();
  private int n;

  /**
   * @param limited whether the edition has a maximum, and so decides on seats
   */
  PendingSubmission(Submission submission, Admission admission, boolean limited) {
    this.submission = submission;
    this.admission = admission;
    this.limited = limited;
  }

  Submission submission() {
    return submission;
  }

  Admission admission() {
    return admission;
  }

  boolean limited() {
    return limited;
  }

  RegistrationId id() {
    return new RegistrationId(submission.identity().at(n));
  }

  void goOnAtNextId() {
    n++;
  }

  /** False when the caller has given up: nothing is written then. */
  boolean take() {
    return state.compareAndSet(State.QUEUED, State.TAKEN);
  }

  void answer(SubmissionResult outcome) {
    result.complete(outcome);
  }

  SubmissionResult await(Duration patience) {
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      state.compareAndSet(State.QUEUED, State.ABANDONED);
      return new SubmissionResult.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SubmissionResult.Unavailable();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a pending submission is only ever answered", e);
    }
  }
}
