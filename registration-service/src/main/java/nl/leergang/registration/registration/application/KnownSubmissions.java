package nl.leergang.registration.registration.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.leergang.registration.registration.KnownRegistration;
import nl.leergang.registration.registration.RegistrationId;
import nl.leergang.registration.registration.Registrations;
import nl.leergang.registration.registration.Submission;

/** Finds what has been answered before. */
final class KnownSubmissions {

  private final Registrations registrations;

  KnownSubmissions(Registrations registrations) {
    this.registrations = registrations;
  }

  /** The stored ones among these, after each has gone on past the void ids of its identity. */
  Map<RegistrationId, KnownRegistration.Stored> among(List<PendingSubmission> pending) {
    Map<RegistrationId, KnownRegistration.Stored> stored = new HashMap<>();
    List<PendingSubmission> toLookAt = pending;
    while (!toLookAt.isEmpty()) {
      var known =
          registrations.known(toLookAt.stream().map(PendingSubmission::id).distinct().toList());
      List<PendingSubmission> voided = new ArrayList<>();
      for (PendingSubmission submission : toLookAt) {
        switch (known.get(submission.id())) {
          case null -> {}
          case KnownRegistration.Void _ -> voided.add(submission);
          case KnownRegistration.Stored found -> stored.put(submission.id(), found);
        }
      }
      voided.forEach(PendingSubmission::goOnAtNextId);
      toLookAt = voided;
    }
    return stored;
  }

  static SubmissionResult answer(Submission submission, KnownRegistration.Stored stored) {
    return stored.fingerprint().equals(submission.fingerprint())
        ? new SubmissionResult.Replayed(stored.receipt())
        : new SubmissionResult.KeyReused();
  }

  Optional<SubmissionResult> answerTo(PendingSubmission pending) {
    return Optional.ofNullable(among(List.of(pending)).get(pending.id()))
        .map(stored -> answer(pending.submission(), stored));
  }
}
