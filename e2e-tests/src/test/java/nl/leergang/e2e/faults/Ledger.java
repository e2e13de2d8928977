package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.e2e.product.Applicant;

/** Everybody who registered, with every answer. The only thing that the rig believes. */
final class Ledger {

  private final String mark;
  private final AtomicInteger people = new AtomicInteger();
  private final ConcurrentLinkedQueue<Submission> submissions = new ConcurrentLinkedQueue<>();

  /**
   * @param seed makes these people others than those of another run on the same data
   */
  Ledger(long seed) {
    this.mark = "s" + seed;
  }

  /** One more person, who wants this edition. */
  Submission next(String edition) {
    String name = "p%06d.%s".formatted(people.incrementAndGet(), mark);
    Submission submission =
        new Submission(
            new Applicant("Robin", "Proef " + name, name + "@example.org", "sleutel-van-" + name),
            edition);
    submissions.add(submission);
    return submission;
  }

  List<Submission> all() {
    return List.copyOf(submissions);
  }

  int accepted() {
    return (int)
        submissions.stream().filter(submission -> submission.promise().isPresent()).count();
  }

  /** How often each status came; 0 stands for no answer. */
  Map<Integer, Integer> answers() {
    Map<Integer, Integer> counts = new TreeMap<>();
    submissions.forEach(submission ->
        submission.attempts().forEach(attempt -> counts.merge(attempt.status(), 1, Integer::sum)));
    return counts;
  }
}
