package nl.leergang.registration.registration.application;

import nl.leergang.registration.edition.Edition;
import nl.leergang.registration.registration.Receipt;

/** What a request to register came to. */
public sealed interface SubmissionResult {

  record Accepted(Receipt receipt) implements SubmissionResult {}

  /** The same request was accepted before; this is what was answered then. */
  record Replayed(Receipt receipt) implements SubmissionResult {}

  /** The key was used for something else. */
  record KeyReused() implements SubmissionResult {}

  record EditionUnknown() implements SubmissionResult {}

  record NotOpen(Edition.Refusal reason) implements SubmissionResult {}

  /**
   * Not now: no room, or the outcome is not known. The same request, sent again, completes it or
   * finds it completed.
   */
  record Unavailable() implements SubmissionResult {}
}
