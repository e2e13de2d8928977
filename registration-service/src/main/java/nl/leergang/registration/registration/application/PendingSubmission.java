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
import org.jspecify.annotations.Nullable;

/** A submission on its way through a combiner, with the caller that waits for it. */
final class PendingSubmission {

  private enum State {
    QUEUED,
    TAKEN,
    ABANDONED
  }

  private final Submission submission;
  private final Admission admission;
  private final @Nullable Integer capacity;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final CompletableFuture<SubmissionResult> result = new CompletableFuture<>();
  private int n;
  private RegistrationId id;

  /**
   * @param capacity the edition's maximum as it was last read; null when it has none, and so has no
   *     seats to decide on
   */
  PendingSubmission(Submission submission, Admission admission, @Nullable Integer capacity) {
    this.submission = submission;
    this.admission = admission;
    this.capacity = capacity;
    this.id = new RegistrationId(submission.identity().at(0));
  }

  Submission submission() {
    return submission;
  }

  Admission admission() {
    return admission;
  }

  @Nullable Integer capacity() {
    return capacity;
  }

  RegistrationId id() {
    return id;
  }

  void goOnAtNextId() {
    n++;
    id = new RegistrationId(submission.identity().at(n));
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
