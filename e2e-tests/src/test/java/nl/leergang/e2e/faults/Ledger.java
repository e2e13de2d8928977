package nl.leergang.e2e.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import nl.leergang.e2e.faults.Submission.Attempt;
import nl.leergang.e2e.product.Applicant;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody who registered, with every answer. The only thing that the rig believes. Each answer is
 * also written down at once, so that it outlives the rig.
 */
final class Ledger implements Closeable {

  private final String mark;
  private final Writer file;
  private final AtomicInteger people = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Submission> submissions = new ConcurrentLinkedQueue<>();

  /**
   * @param seed makes these people others than those of another run on the same data
   * @param file takes one line of JSON for each answer
   */
  Ledger(long seed, Writer file) {
    this.mark = "s" + seed;
    this.file = file;
  }

  /** One more person, who wants this edition. */
  Submission next(String edition) {
    String name = "p%06d.%s".formatted(people.incrementAndGet(), mark);
    Submission submission =
        new Submission(
            new Applicant("Robin", "Proef " + name, name + "@example.org", "sleutel-van-" + name),
            edition,
            this::write);
    submissions.add(submission);
    return submission;
  }

  private void write(Submission submission, Attempt attempt) {
    answers.merge(attempt.status(), 1, Integer::sum);
    if (attempt.accepted()
        && submission.attempts().stream().filter(Attempt::accepted).count() == 1) {
      accepted.incrementAndGet();
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.now().toString());
    line.put("person", submission.person().email());
    line.put("edition", submission.edition());
    line.put("status", attempt.status());
    line.put("millis", (attempt.endedAt() - attempt.startedAt()) / 1_000_000);
    line.put("body", attempt.body());
    String json = JsonMapper.shared().writeValueAsString(line);
    synchronized (file) {
      try {
        file.write(json + "\n");
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  List<Submission> all() {
    return List.copyOf(submissions);
  }

  int size() {
    return people.get();
  }

  int accepted() {
    return accepted.get();
  }

  /** How often each status came; 0 stands for no answer. */
  Map<Integer, Integer> answers() {
    return new TreeMap<>(answers);
  }

  @Override
  public void close() throws IOException {
    synchronized (file) {
      file.close();
    }
  }
}
