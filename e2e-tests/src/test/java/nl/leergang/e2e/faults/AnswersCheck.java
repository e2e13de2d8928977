package nl.leergang.e2e.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.Submission.Attempt;
import nl.leergang.e2e.faults.Submission.Promise;

/** Who was told "registered" is registered, once, as told; and nobody else is. */
final class AnswersCheck implements Check {

  /** None, or one that says "come again": no promise either way. */
  private static final Set<Integer> NO_PROMISE = Set.of(0, 502, 503, 504);

  @Override
  public void look(Evidence evidence, Findings findings) {
    Map<String, Registration> byId = new HashMap<>();
    Map<String, Registration> byEmail = new HashMap<>();
    for (Registration registration : evidence.registrations()) {
      byId.put(registration.id().toString(), registration);
      Registration other = byEmail.put(registration.email(), registration);
      if (other != null) {
        findings.add(
            Kind.REGISTRATION_DOUBLED,
            registration.email() + " has " + registration.id() + " and " + other.id());
      }
    }
    for (Submission submission : evidence.ledger()) {
      byEmail.remove(submission.person().email());
      submission.attempts().forEach(attempt -> expected(submission, attempt, findings));
      submission
          .promise()
          .ifPresent(promise -> {
            same(submission, promise, findings);
            kept(submission, promise, byId.get(promise.id()), findings);
          });
    }
    byEmail.forEach((email, registration) ->
        findings.add(Kind.REGISTRATION_UNASKED, email + ": " + registration.id()));
  }

  private static void expected(Submission submission, Attempt attempt, Findings findings) {
    boolean known = attempt.accepted() || NO_PROMISE.contains(attempt.status());
    boolean saysWhen = attempt.status() != 503 || attempt.retryAfter();
    if (!known || !saysWhen) {
      findings.add(
          Kind.ANSWER_WRONG,
          "%s: %d %s%s"
              .formatted(
                  submission.person().email(),
                  attempt.status(),
                  saysWhen ? "" : "without Retry-After ",
                  attempt.body()));
    }
  }

  private static void same(Submission submission, Promise promise, Findings findings) {
    List<Promise> all =
        submission.attempts().stream().filter(Attempt::accepted).map(Promise::of).toList();
    if (!all.stream().allMatch(promise::says)) {
      findings.add(Kind.REGISTRATION_DOUBLED, submission.person().email() + " was answered " + all);
    }
  }

  private static void kept(
      Submission submission, Promise promise, Registration stored, Findings findings) {
    String person = submission.person().email() + ", " + promise.id();
    if (stored == null) {
      findings.add(Kind.REGISTRATION_LOST, person);
      return;
    }
    boolean asTold =
        stored.email().equals(submission.person().email())
            && stored.editionId().equals(submission.edition())
            && promise.editionId().equals(submission.edition())
            && stored.outcome().equals(promise.status())
            && stored.position() == promise.position();
    if (!asTold) {
      findings.add(Kind.REGISTRATION_OTHERWISE, person + ": told " + promise + ", is " + stored);
    }
  }
}
