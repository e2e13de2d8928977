package nl.leergang.registration.registration.application;

import java.time.Clock;
import java.util.Optional;
import nl.leergang.registration.edition.Admission;
import nl.leergang.registration.edition.Edition;
import nl.leergang.registration.edition.Editions;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.Submission;
import org.springframework.stereotype.Component;

/** Takes a registration, or says why not. */
@Component
public class SubmittingRegistration {

  private final Editions editions;
  private final KnownSubmissions knownSubmissions;
  private final Combiners combiners;
  private final Clock clock;
  private final RegistrationProperties properties;

  SubmittingRegistration(
      Editions editions,
      Registrations registrations,
      Combiners combiners,
      Clock clock,
      RegistrationProperties properties) {
    this.editions = editions;
    this.knownSubmissions = new KnownSubmissions(registrations);
    this.combiners = combiners;
    this.clock = clock;
    this.properties = properties;
  }

  public SubmissionResult submit(Submission submission) {
    Optional<Edition> edition = editions.find(submission.editionId());
    if (edition.isEmpty()) {
      return answeredBefore(submission)
          .orElseGet(() ->
              editions.everRead()
                  ? new SubmissionResult.EditionUnknown()
                  : new SubmissionResult.Unavailable());
    }
    Optional<Edition.Refusal> refusal = edition.get().refusal(clock.instant());
    if (refusal.isPresent()) {
      return answeredBefore(submission)
          .orElseGet(() -> new SubmissionResult.NotOpen(refusal.get()));
    }
    PendingSubmission pending =
        new PendingSubmission(submission, edition.get().admission(), edition.get().capacity());
    return combiners.offer(pending)
        ? pending.await(properties.answerWithin())
        : new SubmissionResult.Unavailable();
  }

  /** Who was accepted is told so again, even when nobody else can register any more. */
  private Optional<SubmissionResult> answeredBefore(Submission submission) {
    return knownSubmissions.answerTo(new PendingSubmission(submission, Admission.DIRECT, null));
  }
}
